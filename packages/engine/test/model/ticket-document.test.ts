import { test } from "uvu";
import * as assert from "uvu/assert";
import { canonical } from "../../src/model/canonical.ts";
import { documentOf, recentTicket, ticketOf } from "../../src/model/ticket-document.ts";
import type { Leg } from "../../src/model/leg.ts";
import type { Ticket } from "../../src/model/ticket.ts";
import { fay, hal, wen } from "../fixtures/joint-town.ts";
import { anyEvent, jointLife } from "../fixtures/joint-life.ts";

test("a ticket with legs is written as every value is, and is the same when the next command has it again", () => {
  const read = withLegs();
  // As a command may leave them: in the order in which they were called.
  const ticket = { ...read, legs: Object.fromEntries(Object.entries(read.legs).toReversed()) };
  const document = documentOf(ticket);
  assert.is(document.whole, canonical(ticket));
  assert.is(document.bare, canonical({ ...ticket, legs: {} }));
  const again = ticketOf(recentTicket(ticket, document));
  assert.equal(again, ticket);
  assert.is(JSON.stringify(again), document.whole, "down to the order of members");
});

test("a leg that nothing happened to is the same object for the next command, and nobody can change it", () => {
  const first = withLegs();
  const kept = recentTicket(first, documentOf(first));
  const [key] = Object.keys(kept.legs ?? {}) as [string];
  const second = { ...ticketOf(kept), revision: 99 };
  assert.is(recentTicket(second, documentOf(second)).legs?.[key], kept.legs?.[key]);
  const leg = kept.legs?.[key] as Leg;
  assert.throws(() => Object.assign(leg, { unit: "elsewhere" }), TypeError);
  for (const { segments } of Object.values(leg.clocks ?? {})) assert.throws(() => (segments as object[]).push({}), TypeError);
});

test("whoever changes the leg of an answer changes nothing that is kept", () => {
  const ticket = withLegs();
  const document = documentOf(ticket);
  const kept = recentTicket(ticket, document);
  for (const leg of Object.values(ticket.legs ?? {}) as { unit: string }[]) leg.unit = "elsewhere";
  assert.is(documentOf(ticketOf(kept)).whole, document.whole);
});

test("a ticket without legs is one text", () => {
  const { legs: _, ...ticket } = withLegs();
  const document = documentOf(ticket);
  assert.is(document.bare, document.whole);
  assert.equal(ticketOf(recentTicket(ticket, document)), ticket);
});

/** A ticket of the joint town with legs in several states, nobody's but the test's. */
function withLegs(): Ticket & { readonly legs: Readonly<Record<string, Leg>> } {
  const life = jointLife();
  life.send(...anyEvent((bound) => (bound === 10 ? 9 : 0)), 0);
  for (const actor of [hal, wen, fay]) for (const leg of ["s1-squad", "water", "fire"]) life.send(actor, { type: "sign", leg }, 60_000);
  return JSON.parse(canonical(life.ticket())) as Ticket & { readonly legs: Readonly<Record<string, Leg>> };
}

test.run();
