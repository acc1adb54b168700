// model: the nouns
export type { Actor, ActorRef } from "./model/actor.ts";
export { callerOf } from "./model/actor.ts";
export type { Attachment, Command, Form, FormValue, ReportCommand, TicketCommand } from "./model/command.ts";
export { definitionKinds, type DefinitionKind } from "./model/definition-kind.ts";
export { EngineError, type EngineErrorCode } from "./model/engine-error.ts";
export type { AttachmentRef, EffectRef, Entry, RuleDecision, RungStep } from "./model/entry.ts";
export type { Finding } from "./model/finding.ts";
export { issueLabel, rule } from "./model/issue-label.ts";
export type { Json, JsonObject } from "./model/json.ts";
export { legOutcomes, legRoles, type Leg, type LegOutcome, type LegRole, type LegStep, type LegVia } from "./model/leg.ts";
export { languages, type Label, type Language } from "./model/label.ts";
export type { Refusal, RefusalCode, Refused } from "./model/refusal.ts";
export {
  proposalStates,
  type DraftToSave,
  type Proposal,
  type ProposalCommand,
  type ProposalState,
  type ProposalStep,
  type ProposedDraft,
} from "./model/proposal.ts";
export { clockTreatments, type ClockTreatment, type Repin } from "./model/repin.ts";
export { stages, type Stage } from "./model/stage.ts";
export type { Clock, ClockBasis, Counting, Grant, Recount, Segment } from "./model/clock.ts";
export type { DefinitionRef, Point, StateValue, Ticket, Tier } from "./model/ticket.ts";
export type { Siting, Whereabouts } from "./model/whereabouts.ts";
export type { Join, Whistle } from "./model/whistle.ts";

// shipped definitions
export { chineseHolidays, closedLoop } from "./run/shipped.ts";

// rules
export { evaluateTable } from "./rules/evaluate.ts";
export { explainTable } from "./rules/explain.ts";
export type { RuleTable } from "./rules/table.ts";
export type { DmnAnswer, DmnQuestion, DmnRefusal } from "./rules/dmn/answer-dmn.ts";
export type { Problem } from "./rules/dmn/evaluate/evaluation.ts";
export type { DraftTable, PlacedFinding } from "./rules/dmn/exchange/draft-table.ts";
export { readDmn, type ReadDmn } from "./rules/dmn/exchange/read-dmn.ts";
export { writeDmn, type WrittenDmn } from "./rules/dmn/exchange/write-dmn.ts";
export type { TestAnswer, TestQuestion } from "./rules/dmn/tck/answer-test-cases.ts";
export { readTestCases, type ReadTestCases } from "./rules/dmn/tck/read-test-cases.ts";
export type { TestOutcome } from "./rules/dmn/tck/run-test-cases.ts";

// time
export type { ClockLine } from "./time/clock-line.ts";
export { dayOf } from "./time/local-day.ts";
export { daysIn } from "./time/holidays.ts";

// org
export type { OnDuty } from "./org/duty/on-duty.ts";
export type { OrganisationDocument } from "./org/organisation.ts";
// places
export type { Places } from "./places/places.ts";
export type { GridsDocument } from "./places/grids.ts";

// decide: the pure core
export { diffDocuments, type Change } from "./definitions/diff.ts";
export type { Located } from "./definitions/located.ts";
export type { ExplainedClock } from "./decide/explain-clocks.ts";
export type { PlannedAction, PlannedRung } from "./decide/ladders/plan-rungs.ts";
export { aspects, type Aspect, type Difference } from "./decide/outcome/compare-outcomes.ts";
export type { CalledOutcome, Outcome, RuleAnswer, TakenRung, Word } from "./decide/outcome/outcome.ts";
export type { ExplainedRule, RowHit } from "./decide/trial/explain-rule.ts";
export type { ExplainedRung } from "./decide/trial/explain-rung.ts";
export type { HappenedStep, RefusedStep, TriedLeg, Trial, TrialStep } from "./decide/trial/trial.ts";
export { evolve, fold } from "./decide/evolve.ts";
export type { Master } from "./decide/present.ts";
export { partnerWordOf } from "./decide/partners/word-forms.ts";
export { verdictForm, verdicts, type Verdict } from "./decide/requests/decide-request.ts";
export { readLegTimer } from "./decide/legs/leg-timer.ts";
export type { LegOffer } from "./decide/legs/leg-offers.ts";
export type { Offer, Way } from "./decide/offers.ts";
export type { HostGuard } from "./decide/guard.ts";
export type { World } from "./decide/world.ts";

// evaluation
export type { EvaluationDocument } from "./definitions/evaluation.ts";
export type { IndicatorValue, ScoreValue, Values } from "./evaluation/values.ts";

// store
export { backupLibsql } from "./store/libsql/backup.ts";
export { openLibsqlStore } from "./store/libsql/open.ts";
export { replaceLibsql } from "./store/libsql/replace.ts";
export type { Tenant } from "./store/definitions.ts";
export type { DeliveryRow, DeliveryState } from "./store/deliveries.ts";
export { deliveryStates } from "./store/deliveries.ts";
export type { Person } from "./store/people.ts";
export type { Store } from "./store/port.ts";
export { groupings, type Grouping, type Page, type TicketCount, type TicketFilter, type Waiting } from "./store/tickets.ts";

// run
export type { Backtester } from "./run/backtest/backtester.ts";
export type {
  Backtest,
  BacktestAnswer,
  BacktestOptions,
  BacktestProgress,
  ComparedTicket,
  LeftOut,
  Shift,
  StandIn,
} from "./run/backtest/backtest.ts";
export type { DecisionBacktest, TableDecisions } from "./run/backtest/decisions.ts";
export type { Listed, TicketName } from "./run/backtest/listed.ts";
export type { Definer, RolledBack } from "./run/definitions/definer.ts";
export type { Draft } from "./run/definitions/check-drafts.ts";
export type { Defined, Published } from "./run/definitions/define.ts";
export type { FigureCase } from "./run/evaluation/cases.ts";
export type { Evaluator, FigureCases, Figures } from "./run/evaluation/evaluator.ts";
export type { FigureRow } from "./run/evaluation/figures.ts";
export type { EvaluationProgress } from "./run/evaluation/follow.ts";
export type { FiguresAsOf } from "./run/evaluation/served.ts";
export { figureGroupings, type CaseQuestion, type FigureGrouping, type FigureQuestion } from "./run/evaluation/question.ts";
export type { Delivery, Handler } from "./run/deliver.ts";
export { readDrafts } from "./run/definitions/read-drafts.ts";
export type { Duplicate, DuplicateOptions, DuplicateQuestion } from "./run/duplicates/duplicate.ts";
export { createEngine, type Engine, type EngineOptions, type Worked } from "./run/engine.ts";
export type { ProposalAnswer } from "./run/proposals/execute-proposal.ts";
export type { KeptSchedules } from "./run/proposals/publish-due.ts";
export type { Proposals } from "./run/proposals/proposals.ts";
export type { ProposalQuery, ReadDraft, ReadProposal } from "./run/proposals/read-proposals.ts";
export type { Answer, ExecuteOptions } from "./run/execute.ts";
export type { CurrentTicket, Reader, StoryEntry, WaitingNow } from "./run/read.ts";
export type { ExportCounts, ExportOptions, ExportRecord } from "./run/export/export-record.ts";
export type { Fault, FaultCode } from "./run/verify/fault.ts";
export type { IntakeAnswer, IntakeOptions } from "./run/intake/intake.ts";
export type { Foreseen } from "./run/moves/foresee.ts";
export type { Move, MoveOptions, MoveProgress } from "./run/moves/move.ts";
export type { Moved } from "./run/moves/move-tickets.ts";
export type { Mover } from "./run/moves/mover.ts";
export type { Counted, MovePlan } from "./run/moves/plan.ts";
export type { RecountProgress } from "./run/recount.ts";
export { runDmn, testDmn, type DmnLimits } from "./run/run-dmn.ts";
export type { Rehearsal } from "./run/rehearse.ts";
export type { Seal, SealOptions, SignedSeal } from "./run/seal/seal.ts";
export type { Tried, TryOptions, TryStep } from "./run/try.ts";
export type { DefinitionName, DefinitionVersion, VersionName } from "./run/definitions/versions.ts";
export type { Verification, VerifyOptions } from "./run/verify/verify.ts";
