import type { GraphNode } from "../../definitions/state-graph.ts";
import { canonical } from "../../model/canonical.ts";
import type { TicketCommand } from "../../model/command.ts";
import { refuse } from "../../model/refusal.ts";
import type { Repin } from "../../model/repin.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Acted } from "../decide.ts";
import { keepClocks } from "../keep-clocks.ts";
import type { Process } from "../process.ts";
import { addHandler, isVerified } from "../separate.ts";
import { settling } from "../settling.ts";
import { change, type Work } from "../work.ts";
import { pathOf } from "./counterpart.ts";
import { dropGone, type Dropped } from "./drop-gone.ts";
import { carried } from "./entered-at.ts";
import { countsFromEntry, moveTimers, waitingAt } from "./move-timers.ts";
import { parseRepin, type RepinForm } from "./parse-repin.ts";
import { place, type Place } from "./place.ts";
import { renewClocks, stopGoneClocks } from "./renew-clocks.ts";
import { settleDown } from "./settle-down.ts";

/**
 * Brings an open ticket to another version of its process, or its clocks under the limits and ladders of today. Sent by the engine. No entry
 * or exit action is run, since nothing is left or entered; then the new version does what it does by itself.
 */
export function repin(work: Work, command: TicketCommand): Acted {
  const { ticket, actor, world } = work;
  if (actor.kind !== "system")
    return refuse("unknown-command", "命令 repin 由引擎自己发送。", "Only the engine sends the command repin.", "/type");
  const asked = parseRepin(command);
  if (!asked) return refuse("bad-input", "repin 的表单不完整。", "The form of repin is not what the engine writes.", "/form");
  const { id, version } = ticket.process;
  const next = world.process(id, asked.to);
  if (!next) return refuse("unknown-process", `没有流程 ${id}@${asked.to}。`, `There is no process ${id}@${asked.to}.`, "/form/to");
  if (!ticket.open)
    return refuse("not-now", `案卷 ${ticket.number} 已经结束，不再换版。`, `Ticket ${ticket.number} has ended; it stays as it is.`);
  if (version !== asked.from) {
    return refuse(
      "not-now",
      `案卷 ${ticket.number} 用的是 ${id}@${version}，不是 ${asked.from}。`,
      `Ticket ${ticket.number} is at ${id}@${version}, not at ${asked.from}.`,
    );
  }
  return asked.from === asked.to ? renew(work, asked) : goTo(work, next, asked);
}

/** Only the clocks: the process is the same. */
function renew(work: Work, asked: RepinForm): Acted {
  const { clocks: how } = asked;
  const told = ({ clocks = {}, standard }: Ticket): string => canonical([clocks, standard ?? null]);
  const before = told(work.ticket);
  if (how !== "keep") renewClocks(work, how);
  keepClocks(work);
  if (told(work.ticket) === before) {
    const { number } = work.ticket;
    return refuse("not-now", `案卷 ${number} 的时限已是如此。`, `Nothing changes for ticket ${number}.`);
  }
  work.repin = orderOf(asked);
  return { ok: true, edges: [] };
}

function goTo(work: Work, next: Process, asked: RepinForm): Acted {
  const { process, ticket } = work;
  const placed = place(process, next, ticket, asked.states);
  if (!placed.ok) return placed;
  const wasVerified = isVerified(process, ticket.state);
  const since = moveTo(work, next, placed, asked);
  return settling(
    work,
    "repin",
    () => settleDown(work, placed),
    () => {
      work.repin = recordOf(placed, asked, since, dropGone(work));
      if (isVerified(next, work.ticket.state) && !wasVerified) addHandler(work);
      stopGoneClocks(work);
      if (asked.clocks !== "keep") renewClocks(work, asked.clocks);
    },
  );
}

/** The ticket in its place, its delays running; answers since when the states had been active that a delay counts from. */
function moveTo(work: Work, next: Process, placed: Place, { since, counted, clocks }: RepinForm): ReadonlyMap<string, number> {
  const { process, at } = work;
  const { state } = work.ticket;
  work.process = next;
  work.versions[`process/${next.ref.id}`] = next.ref.version;
  change(work, { process: next.ref, state: placed.state, history: placed.history });
  const anew = clocks === "restart";
  const waiting = waitingAt(process, next, state, placed);
  const enteredAt = (node: GraphNode): number =>
    anew ? at : Math.min(at, counted?.get(node.id) ?? carried(since, placed.pairs, node) ?? at);
  moveTimers(work, waiting, enteredAt, anew);
  const counting = anew ? [] : waiting.filter(({ runsOn, delay }) => !runsOn && countsFromEntry(next, delay));
  return new Map(counting.map(({ node }) => [node.id, enteredAt(node)]));
}

function recordOf({ pairs, remembered }: Place, asked: RepinForm, since: ReadonlyMap<string, number>, dropped: Dropped): Repin {
  const states = [...pairs, ...remembered].flatMap(([was, is]) => (was.id === is.id ? [] : [[pathOf(was), pathOf(is)] as const]));
  return {
    ...orderOf(asked),
    ...(states.length > 0 && { states: Object.fromEntries(states) }),
    ...(since.size > 0 && { since: Object.fromEntries(since) }),
    ...dropped,
  };
}

function orderOf({ from, to, clocks, by }: RepinForm): Repin {
  return { from, to, clocks, ...(by !== undefined && { by }) };
}

/** Whether the delays of the new version count from when states of the old one were entered, which the journal tells. */
export function asksSince(
  process: Process,
  next: Process,
  ticket: Ticket,
  { states, clocks }: Pick<RepinForm, "states" | "clocks">,
): boolean {
  if (clocks === "restart" || process === next) return false;
  const placed = place(process, next, ticket, states);
  return placed.ok && waitingAt(process, next, ticket.state, placed).some(({ runsOn, delay }) => !runsOn && countsFromEntry(next, delay));
}
