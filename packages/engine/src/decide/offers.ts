import type { FormSpec } from "../definitions/form.ts";
import type { Actor } from "../model/actor.ts";
import type { Label } from "../model/label.ts";
import { refuse, type Refusal } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Edge } from "../definitions/state-graph.ts";
import { maySee, mayAct } from "./authorize.ts";
import type { Process } from "./process.ts";
import { asksEvidence, candidates, formOf, isOpen, select, shut, standsAgainst } from "./select.ts";
import type { World } from "./world.ts";

/** One way a command may go, with all it asks for: of every region it moves at once. */
export interface Way {
  readonly label: Label;
  readonly form: FormSpec;
  readonly evidence: boolean;
  /** Its guard reads the form, so that whether it is this one hangs on what is filled in. */
  readonly conditional: boolean;
}

/** One command of the process, for one actor, now. The way shown is the certain one, or the first of those that hang on the form. */
export interface Offer extends Way {
  readonly command: string;
  readonly available: boolean;
  /** Every way it may go, where there are several: which one is taken hangs on what is filled in. */
  readonly ways?: readonly Way[];
  /** Why it is not available. */
  readonly reason?: Refusal;
}

/** Every command of the ticket's process: what `execute` would accept from this actor at the instant, and for the others why not. */
export function offers(world: World, ticket: Ticket, actor: Actor, now: number): readonly Offer[] {
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process || !maySee(world, ticket, actor)) return [];
  const moves = [...process.commands].map(([command, edges]) => offerOf(world, process, ticket, actor, command, edges));
  const used = [...process.abilities].map(([command, { ability, by }]): Offer => {
    const { label, form } = ability;
    const facts = { ticket, at: Math.max(now, ticket.at), calendarOf: world.calendarOf };
    const against = mayAct(world, ticket, actor, by) ?? ability.against?.(facts);
    const asks = { command, label, form, evidence: false, conditional: false };
    return against ? { ...asks, available: false, reason: against.refusal } : { ...asks, available: true };
  });
  return [...moves, ...used];
}

function offerOf(world: World, process: Process, ticket: Ticket, actor: Actor, command: string, edges: readonly Edge[]): Offer {
  const possible = candidates(process, ticket, command);
  const refusals = possible.map((edge) => standsAgainst(world, process, ticket, actor, edge));
  const mine = possible.filter((_, i) => !refusals[i]);
  const ways = waysOf(process, ticket, command, mine);
  const [shown] = ways.toSorted((a, b) => Number(a.conditional) - Number(b.conditional));
  if (shown) return { command, ...shown, available: true, ...(ways.length > 1 && { conditional: true, ways }) };
  const asks = wayOf([...mine, ...possible, ...edges].slice(0, 1), false);
  const against = mine[0] ? shut(process, mine[0]) : (refusals[0] ?? notNow(process, ticket, asks.label));
  return { command, ...asks, available: false, reason: against.refusal };
}

/** The sets of transitions that the command may take together: the certain one, and with each that hangs on the form. */
function waysOf(process: Process, ticket: Ticket, command: string, mine: readonly Edge[]): readonly Way[] {
  const certain = new Set(mine.filter((edge) => !readsForm(process, edge) && isOpen(process, edge, ticket, {})));
  const hanging = mine.filter((edge) => readsForm(process, edge));
  const found = new Map<string, Way>();
  for (const admitted of [hanging, ...hanging.map((edge) => [edge]), []]) {
    const selected = select(process, ticket, command, mine, (edge) => certain.has(edge) || admitted.includes(edge));
    if (selected.length === 0) continue;
    const conditional = selected.some((edge) => hanging.includes(edge));
    found.set(selected.map((edge) => edge.place).join(" "), wayOf(selected, conditional));
  }
  return [...found.values()];
}

function wayOf(selected: readonly Edge[], conditional: boolean): Way {
  const label = selected[0]?.transition.meta?.label ?? { "zh-CN": "", en: "" };
  return { label, form: formOf(selected), evidence: asksEvidence(selected), conditional };
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
