import type { Json, JsonObject } from "../model/json.ts";
import type { Ticket } from "../model/ticket.ts";
import { callerOf } from "../model/actor.ts";
import type { Process } from "./process.ts";
import { change, type Work } from "./work.ts";

/**
 * What follows from a command for others: whoever subscribed is told of public changes, and merged tickets learn what their master came to.
 * Everything goes through the outbox, and nothing of the past.
 */
export function followUp(work: Work, before: Ticket | undefined): void {
  noteMerge(work, before);
  const { ticket, historical } = work;
  if (historical || !before) return;
  tellMaster(work, before);
  tellMerged(work, before);
  const { subscriptions } = ticket;
  if (subscriptions && isPublic(work, before)) tellSubscribers(work, subscriptions);
}

/** Where a ticket stood is kept with the merge, so that it can come back. */
function noteMerge(work: Work, before: Ticket | undefined): void {
  if (!before || before.mergedInto !== undefined || work.ticket.mergedInto === undefined) return;
  const { state, history, stage, clocks, timers } = before;
  // What ladders wait for follows from the clocks.
  const own = Object.fromEntries(Object.entries(timers).filter(([id]) => id.startsWith("xstate.")));
  change(work, { mergedFrom: { at: work.at, state, stage, timers: own, ...(history && { history }), ...(clocks && { clocks }) } });
}

function tellMaster(work: Work, before: Ticket): void {
  const { id, mergedInto } = work.ticket;
  if (before.mergedInto === undefined || mergedInto !== undefined) return;
  send(work, "command", { type: "unabsorb", ticket: before.mergedInto, form: { ticket: id } });
}

function tellMerged(work: Work, before: Ticket): void {
  const { ticket } = work;
  const over = !isBeingDealtWith(ticket);
  // One command more for each that came late, and one for all when it turns.
  for (const other of ticket.absorbed ?? [])
    if (over && !before.absorbed?.includes(other)) send(work, "command", { type: "follow", ticket: other, form: told(work) });
  if (over === !isBeingDealtWith(before) || !((before.counts["absorbed"] ?? 0) > 0)) return;
  send(work, "merged", { type: "follow", form: told(work) });
}

/** What merged tickets learn: whether their master is dealt with, since when, and whether it can be opened again. */
function told({ ticket, process }: Work): JsonObject {
  const { mergedInto, followed, at, closedAt = at } = ticket;
  if (isBeingDealtWith(ticket)) return { open: true };
  if (mergedInto !== undefined && followed) return { open: false, since: followed.at, ...(followed.final && { final: true }) };
  return { open: false, since: closedAt, ...(!takesReopen(process, ticket) && { final: true }) };
}

/** Whether the engine can open it again where it stands. */
function takesReopen(process: Process, { state }: Ticket): boolean {
  const edges = [...process.standing(state).active.keys()].flatMap((node) => node.edges);
  return edges.some(
    ({ kind, name, transition }) => kind === "on" && name === "reopen" && transition.meta?.by.some(({ role }) => role === "system"),
  );
}

/** Of a ticket that was merged itself, its master decides. */
function isBeingDealtWith({ mergedInto, followed, open }: Ticket): boolean {
  return mergedInto === undefined ? open : followed?.open !== false;
}

/** Whether anything changed that a reporter may read. */
function isPublic({ ticket, process }: Work, before: Ticket): boolean {
  if (ticket.stage !== before.stage || ticket.open !== before.open) return true;
  if (ticket.followed?.open !== before.followed?.open || ticket.followed?.final !== before.followed?.final) return true;
  if (ticket.texts === before.texts && ticket.fields === before.fields) return false;
  return [...process.publicFields].some(
    (name) => ticket.texts[name]?.text !== before.texts[name]?.text || !isSame(ticket.fields[name], before.fields[name]),
  );
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Nobody is told of what they did themselves. */
function tellSubscribers(work: Work, subscriptions: NonNullable<Ticket["subscriptions"]>): void {
  const { ticket, actor } = work;
  const { id, number, stage, open, followed } = ticket;
  const master = ticket.mergedInto !== undefined && followed ? { master: { ticket: ticket.mergedInto, open: followed.open } } : {};
  for (const { by, channel } of subscriptions) {
    if (by === callerOf(actor)) continue;
    const payload = { ticket: id, number, person: by.slice(by.indexOf(":") + 1), stage, open, ...master };
    work.effects.push({ id: work.draws.id(), destination: channel, topic: "public-change", payload });
  }
}

function send(work: Work, topic: string, payload: Readonly<Record<string, Json>>): void {
  work.effects.push({ id: work.draws.id(), destination: "engine", topic, payload });
}
