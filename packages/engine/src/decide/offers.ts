import type { FormSpec } from "../definitions/form.ts";
import type { Actor } from "../model/actor.ts";
import type { Label } from "../model/label.ts";
import { isPartnerWord } from "../model/partner.ts";
import { refuse, type Refusal, type Refused } from "../model/refusal.ts";
import type { Approver } from "../model/request.ts";
import type { Ticket } from "../model/ticket.ts";
import { own } from "../definitions/own.ts";
import type { Edge } from "../definitions/state-graph.ts";
import { maySee, mayAct } from "./authorize.ts";
import { onlyEngine } from "./partners/hear-word.ts";
import type { Process } from "./process.ts";
import { verdictAgainst, verdictForm, verdicts, type Verdict } from "./requests/decide-request.ts";
import { alreadyAsked } from "./requests/request.ts";
import { factsOf } from "./use-ability.ts";
import { approvalsOf, asksEvidence, candidates, formOf, isOpen, select, shut, standsAgainst } from "./select.ts";
import type { World } from "./world.ts";

/** One way a command may go, with all it asks for: of every region it moves at once. */
export interface Way {
  readonly label: Label;
  readonly form: FormSpec;
  readonly evidence: boolean;
  /** Who must agree before it is done, in their order. */
  readonly approvals?: readonly Approver[];
  /** Its guard reads the form, so that whether it is this one hangs on what is filled in. */
  readonly conditional: boolean;
}

/** One command of the process, for one actor, now. The way shown is the certain one, or the first of those that hang on the form. */
export interface Offer extends Way {
  readonly command: string;
  readonly available: boolean;
  /** Every way it may go, where there are several: which one is taken hangs on what is filled in. */
  readonly ways?: readonly Way[];
  /** There are more combinations of what several regions may do than were looked into; what each may do is among the ways. */
  readonly more?: true;
  /** Why it is not available. */
  readonly reason?: Refusal;
}

/** Every command of the ticket's process: what `execute` would accept from this actor at the instant, and for the others why not. */
export function offers(known: World, ticket: Ticket, actor: Actor, now: number): readonly Offer[] {
  const world = known.at(now);
  const process = world.process(ticket.process.id, ticket.process.version);
  return process && maySee(world, ticket, actor) ? offersOf(world, process, ticket, actor, now) : [];
}

/** The same for whatever follows a process: a ticket, or a leg as one. */
export function offersOf(world: World, process: Process, ticket: Ticket, actor: Actor, now: number): readonly Offer[] {
  const moves = [...process.commands].map(([command, edges]) => offerOf(world, process, ticket, actor, command, edges));
  const used = [...process.abilities].map(([command, opted]): Offer => {
    const { ability, by, approvals } = opted;
    const { label, form } = ability;
    const facts = factsOf(ticket, Math.max(now, ticket.at), opted, world.calendarOf, { actor, world, process, approved: false });
    const against = mayAct(world, ticket, actor, by) ?? ability.against?.(facts) ?? waits(ticket, command, approvals);
    const asks = { command, label, form, evidence: ability.evidence === true, conditional: false, ...approvedBy(approvals) };
    return against ? { ...asks, available: false, reason: against.refusal } : { ...asks, available: true };
  });
  return [...moves, ...used, ...(process.asksApproval ? verdictsOn(world, ticket, actor) : [])];
}

/** What can be said of the requests that wait: those that this actor may decide are what may be chosen. */
function verdictsOn(world: World, ticket: Ticket, actor: Actor): readonly Offer[] {
  const waiting = Object.entries(ticket.requests ?? {});
  return (Object.keys(verdicts) as Verdict[]).map((command) => {
    const judged = waiting.map(([name, request]) => ({ name, against: verdictAgainst(world, ticket, actor, command, request) }));
    const mine = judged.flatMap(({ name, against }) => (against ? [] : [name]));
    const { label } = verdicts[command];
    const asks = { command, label, form: verdictForm(command, mine), evidence: false, conditional: false };
    // With the last approval it is done, if it still can be.
    if (mine.length > 0) return { ...asks, available: true, conditional: command === "approve" };
    const none = refuse("not-now", "此案卷没有等待审批的申请。", "No request on this ticket is waiting for approval.");
    return { ...asks, available: false, reason: (judged.find(({ against }) => against)?.against ?? none).refusal };
  });
}

/** One request of a kind waits at a time. */
function waits(ticket: Ticket, command: string, approvals: readonly Approver[]): Refused | undefined {
  return approvals.length > 0 && own(ticket.requests, command) ? alreadyAsked(command) : undefined;
}

function approvedBy(approvals: readonly Approver[]): Pick<Way, "approvals"> {
  return approvals.length > 0 ? { approvals } : {};
}

function offerOf(world: World, process: Process, ticket: Ticket, actor: Actor, command: string, edges: readonly Edge[]): Offer {
  if (isPartnerWord(command)) return { command, ...wayOf(edges.slice(0, 1), false), available: false, reason: onlyEngine(command).refusal };
  const possible = candidates(process, ticket, command);
  const refusals = possible.map((edge) => standsAgainst(world, process, ticket, actor, edge));
  const mine = possible.filter((_, i) => !refusals[i]);
  const { ways: possibleWays, more } = waysOf(process, ticket, command, mine);
  // One request of a kind waits at a time.
  const ways = own(ticket.requests, command) ? possibleWays.filter(({ approvals }) => !approvals) : possibleWays;
  const [shown] = ways.toSorted((a, b) => Number(a.conditional) - Number(b.conditional));
  if (shown) return { command, ...shown, available: true, ...(ways.length > 1 && { conditional: true, ways, ...(more && { more }) }) };
  const asks = wayOf([...mine, ...possible, ...edges].slice(0, 1), false);
  const shutOut = possibleWays.length > 0 ? alreadyAsked(command) : mine[0] && shut(process, mine[0]);
  const against = shutOut ?? refusals[0] ?? notNow(process, ticket, asks.label);
  return { command, ...asks, available: false, reason: against.refusal };
}

/** The sets of transitions that the command may take together: the certain one, and each that hangs on the form. */
function waysOf(
  process: Process,
  ticket: Ticket,
  command: string,
  mine: readonly Edge[],
): { readonly ways: readonly Way[]; readonly more?: true } {
  const certain = new Set(mine.filter((edge) => !readsForm(process, edge) && isOpen(process, edge, ticket, {})));
  const hanging = mine.filter((edge) => readsForm(process, edge));
  const { combinations, more } = combined(hanging);
  const found = new Map<string, Way>();
  for (const admitted of [...combinations, []]) {
    const selected = select(process, ticket, command, mine, (edge) => certain.has(edge) || admitted.includes(edge));
    if (selected.length === 0) continue;
    const conditional = selected.some((edge) => hanging.includes(edge));
    found.set(selected.map((edge) => edge.place).join(" "), wayOf(selected, conditional));
  }
  return { ways: [...found.values()], ...(more && { more }) };
}

/** Combinations looked into where there are many: each takes the statechart, for everybody who asks. */
const maxCombinations = 64;

/**
 * What the form may open: of each state the first transition that it opens, which is all of the state that counts, or none. The first of
 * each state come first, then what differs from that in one state, in two and so on; where the bound cuts, each is still there alone.
 */
function combined(hanging: readonly Edge[]): { readonly combinations: readonly (readonly Edge[])[]; readonly more?: true } {
  const sources = [...new Set(hanging.map((edge) => edge.source))];
  const choices = sources.map((source) => hanging.filter((edge) => edge.source === source));
  const combinations: (readonly Edge[])[] = [];
  for (let others = 0; others <= choices.length; others += 1) {
    for (const combination of differingIn(others, choices)) {
      if (combinations.length === maxCombinations) return { combinations: [...combinations, ...hanging.map((edge) => [edge])], more: true };
      combinations.push(combination);
    }
  }
  return { combinations };
}

/** The combinations in which so many of the choices fall otherwise than on their first. */
function* differingIn(others: number, choices: readonly (readonly Edge[])[]): Generator<readonly Edge[]> {
  if (others > choices.length) return;
  const [choice, ...rest] = choices;
  if (!choice) {
    yield [];
    return;
  }
  for (const tail of differingIn(others, rest)) yield [...choice.slice(0, 1), ...tail];
  if (others === 0) return;
  for (const other of [...choice.slice(1).map((edge) => [edge]), []]) {
    for (const tail of differingIn(others - 1, rest)) yield [...other, ...tail];
  }
}

function wayOf(selected: readonly Edge[], conditional: boolean): Way {
  const label = selected[0]?.transition.meta?.label ?? { "zh-CN": "", en: "" };
  const approvals = approvalsOf(selected);
  return { label, form: formOf(selected), evidence: asksEvidence(selected), conditional, ...approvedBy(approvals) };
}

function readsForm(process: Process, edge: Edge): boolean {
  return process.guards.get(edge)?.readsForm ?? false;
}

function notNow(process: Process, ticket: Ticket, label: Label) {
  const states = process.leaves(ticket.state).map((leaf) => leaf.config.meta?.label);
  return refuse(
    "not-now",
    `“${label["zh-CN"]}”在“${states.map((state) => state?.["zh-CN"]).join("、")}”状态下不可用。`,
    `"${label.en}" is not possible while the ticket is "${states.map((state) => state?.en).join(", ")}".`,
  );
}
