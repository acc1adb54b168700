import type { Actor, Attachment, Form, Person, ReportCommand } from "@muster/engine";
import {
  fillText,
  formOf,
  holds,
  noTime,
  planReport,
  readsState,
  rejected,
  timeOf,
  tooEarly,
  type Condition,
  type ConditionFacts,
  type ReadRow,
  type Reason,
  type ReportsMapping,
  type StepSpec,
  type Values,
} from "@muster/engine/sources";
import type { ImportFile } from "../rows/read-rows.ts";
import { placeOf, type SourceRow } from "../rows/source-row.ts";

/** A command that followed the report. */
export interface PlannedStep {
  readonly type: string;
  readonly at: number;
  readonly actor: Actor & { readonly kind: "person" };
  readonly form: Form;
  readonly attachments?: readonly Attachment[];
  /** Taken only where the ticket then stands so. */
  readonly when?: Condition;
}

/** Everything a row asks of the engine, all of it values. */
export interface RowPlan {
  readonly report: ReportCommand & { readonly source: string; readonly sourceKey: string; readonly at: number };
  readonly reporter?: Person;
  readonly actor: Actor & { readonly kind: "person" };
  readonly steps: readonly PlannedStep[];
  readonly facts: ConditionFacts;
}

export type Planned = { readonly ok: true; readonly plan: RowPlan } | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Plans a row: its report and its steps in order. Nothing has been asked of the engine yet. */
export function planRow(tenant: string, mapping: ReportsMapping, file: ImportFile, row: SourceRow, read: ReadRow): Planned {
  const { values, flags } = read;
  const facts = { values, flags };
  const planned = planReport(mapping, values);
  const who = mapping.report.as === undefined ? undefined : fillText(mapping.report.as, values);
  const reasons: Reason[] = planned.ok ? [] : [...planned.reasons];
  const at = planned.ok ? planned.report.at : undefined;
  if (planned.ok && at === undefined) reasons.push(noTime("report"));
  if (who === undefined) reasons.push(noActor("report"));
  const steps = mapping.steps.flatMap((step) => {
    const state = step.when !== undefined && readsState(step.when);
    if (step.when && !state && !holds(step.when, facts)) return [];
    const taken = planStep(tenant, mapping, step, state, file, row, values);
    if ("type" in taken) return [taken];
    // A step that depends on the ticket may never be taken: what it lacks is only a fault when it is.
    if (!state) reasons.push(taken.reason);
    return [];
  });
  if (reasons.length > 0 || !planned.ok || at === undefined || who === undefined) return { ok: false, reasons };
  const { reporter, sourceKey, form, point } = planned.report;
  const command: RowPlan["report"] = {
    type: "report",
    process: mapping.process,
    source: mapping.source,
    sourceKey,
    at,
    historical: true,
    form,
    ...(reporter && { reporter: reporter.id }),
    ...(point && { point }),
  };
  return { ok: true, plan: { report: command, actor: { kind: "person", tenant, id: who }, steps, facts, ...(reporter && { reporter }) } };
}

function planStep(
  tenant: string,
  mapping: ReportsMapping,
  step: StepSpec,
  readsTicket: boolean,
  file: ImportFile,
  row: SourceRow,
  values: Values,
): PlannedStep | { readonly reason: Reason } {
  const at = timeOf(step.at, values);
  const who = fillText(step.as, values);
  if (at === undefined) return { reason: noTime(step.command) };
  if (at < 0) return { reason: tooEarly(step.command, at, mapping.fields, step.at) };
  if (who === undefined) return { reason: noActor(step.command) };
  return {
    type: step.command,
    at,
    actor: { kind: "person", tenant, id: who },
    form: formOf(step.form, values),
    ...(step.evidence && { attachments: [evidenceOf(file, row)] }),
    ...(readsTicket && step.when && { when: step.when }),
  };
}

/** The file is the evidence; which row of it, RFC 7111 says for CSV and everybody understands for a sheet. */
function evidenceOf({ name, mediaType, size, sha256 }: ImportFile, row: SourceRow): Attachment {
  return { name: `${name}#row=${placeOf(row)}`, mediaType, size, sha256 };
}

function noActor(command: string): Reason {
  return rejected("no-actor", `命令 ${command} 没有操作人。`, `The command ${command} has nobody to do it.`);
}
