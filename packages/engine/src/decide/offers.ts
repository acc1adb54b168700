import type { FormSpec } from "../definitions/form.ts";
import type { Actor } from "../model/actor.ts";
import type { Label } from "../model/label.ts";
import { refuse, type Refusal } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Edge } from "../definitions/state-graph.ts";
import { maySee, mayAct } from "./authorize.ts";
import type { Process } from "./process.ts";
import { candidates, isOpen, shut, standsAgainst } from "./select.ts";
import type { World } from "./world.ts";

/** One command of the process, for one actor, now. */
export interface Offer {
  readonly command: string;
  readonly label: Label;
  readonly form: FormSpec;
  readonly evidence: boolean;
  readonly available: boolean;
  /** Its guard reads the form, so the answer hangs on what is filled in. */
  readonly conditional: boolean;
  /** Why it is not available. */
  readonly reason?: Refusal;
}

/** Every command of the ticket's process: what `execute` would accept from this actor now, and for the others why not. */
export function offers(world: World, ticket: Ticket, actor: Actor): readonly Offer[] {
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process || !maySee(world, ticket, actor)) return [];
  const moves = [...process.commands].map(([command, edges]) => offerOf(world, process, ticket, actor, command, edges));
  const used = [...process.abilities].map(([command, { ability, by }]) => {
    const against = mayAct(world, ticket, actor, by);
    return offer(command, ability.label, ability.form, false, false, against?.refusal);
  });
  return [...moves, ...used];
}

function offerOf(world: World, process: Process, ticket: Ticket, actor: Actor, command: string, edges: readonly Edge[]): Offer {
  const possible = candidates(process, ticket, command);
  const shown = possible[0] ?? edges[0];
  const refusals = possible.map((edge) => standsAgainst(world, process, ticket, actor, edge));
  const mine = possible.filter((_, i) => !refusals[i]);
  const sure = mine.find((edge) => !readsForm(process, edge) && isOpen(process, edge, ticket, {}));
  const maybe = mine.find((edge) => readsForm(process, edge));
  const meta = (sure ?? maybe ?? mine[0] ?? shown)?.transition.meta;
  const label = meta?.label ?? { "zh-CN": command, en: command };
  const asks = [label, meta?.form ?? {}, meta?.evidence === true] as const;
  if (sure ?? maybe) return offer(command, ...asks, !sure);
  const why = mine[0] ? shut(process, mine[0]) : refusals[0];
  return offer(command, ...asks, false, (why ?? notNow(process, ticket, label)).refusal);
}

function readsForm(process: Process, edge: Edge): boolean {
  return process.guards.get(edge)?.readsForm ?? false;
}

function offer(command: string, label: Label, form: FormSpec, evidence: boolean, conditional: boolean, reason?: Refusal): Offer {
  const base = { command, label, form, evidence, available: !reason, conditional };
  return reason ? { ...base, reason } : base;
}

function notNow(process: Process, ticket: Ticket, label: Label) {
  const states = process.leaves(ticket.state).map((leaf) => leaf.config.meta?.label);
  return refuse(
    "not-now",
    `“${label["zh-CN"]}”在“${states.map((state) => state?.["zh-CN"]).join("、")}”状态下不可用。`,
    `"${label.en}" is not possible while the ticket is "${states.map((state) => state?.en).join(", ")}".`,
  );
}
