import type { Circumstances } from "../../decide/decide.ts";
import type { Ticket } from "../../model/ticket.ts";
import { drawing } from "../draw.ts";
import type { ExecuteParts } from "../execute.ts";
import { foresee } from "./foresee.ts";
import type { Move, MoveOptions } from "./move.ts";
import { openTickets } from "./open-tickets.ts";
import { parseMove, type Going } from "./parse-move.ts";
import { planner, type MovePlan } from "./plan.ts";

/** A move that was looked into. */
export interface Prepared {
  readonly going: Going;
  readonly plan: MovePlan;
  /** Open tickets there were when it began. */
  readonly open: number;
}

/** Foresees the move of every open ticket of the tenant; writes nothing. */
export async function prepareMove(
  parts: ExecuteParts,
  tenant: string,
  move: Move,
  { each, progress, signal }: MoveOptions = {},
): Promise<Prepared> {
  const { store, worlds } = parts;
  const { world } = await worlds.of(tenant);
  const now = parts.now();
  const going = parseMove(world, move, now);
  const counts = await store.tickets.count(tenant, { all: true }, { open: true }, "stage", now);
  const open = counts.reduce((sum, { tickets }) => sum + tickets, 0);
  const planned = planner({ process: going.process, to: going.to.ref.version, clocks: going.clocks }, now);
  let looked = 0;
  for await (const tickets of openTickets(store, tenant)) {
    if (signal?.aborted) break;
    const around = await unwritten(parts, tenant, tickets.filter(going.takes), now);
    for (const ticket of tickets) {
      const foreseen = await foresee({ store, world, going, around }, ticket);
      planned.add(foreseen);
      if (foreseen) each?.(foreseen);
    }
    looked += tickets.length;
    progress?.({ looked, open: Math.max(open, looked), moved: 0 });
  }
  return { going, plan: planned.plan(), open: Math.max(open, looked) };
}

/** Circumstances of decisions that are not kept; rules that are asked on the way may read what people wrote. */
async function unwritten({ store, chance }: ExecuteParts, tenant: string, tickets: readonly Ticket[], now: number): Promise<Circumstances> {
  const ids = tickets.flatMap((ticket) => Object.values(ticket.texts).map((ref) => ref.text));
  const texts = ids.length > 0 ? await store.tickets.texts(tenant, ids) : new Map<string, string>();
  return { now, draws: drawing(chance)(), number: () => "", text: (id) => texts.get(id), other: () => undefined, reported: undefined };
}
