import * as assert from "uvu/assert";
import type { Store, TicketFilter } from "@muster/engine";
import { groupings } from "@muster/engine";
import type { Scope } from "../../../src/model/scope.ts";
import type { Section } from "./harness.ts";
import { added, put, start, tenant } from "./writing.ts";

/** Lists, counts and inboxes. */
export const lists: Section = (add) => {
  add("tickets are listed in the order of their ids' bytes, a page at a time", async ({ store }) => {
    const all = ["b", "B", "_", "a", "A-1", "A1", "é", "z", "Z", "张", "😀", "\uFFFD", "0"];
    for (const id of all) await put(store, id);
    const sorted = all.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.equal(await listed(store), sorted);
    assert.equal(ids(await store.tickets.list(tenant, everything, {}, { limit: 4, after: "Z" })), ["_", "a", "b", "z"]);
    assert.equal(ids(await store.audit.page(tenant, "Z", 3)), ["_", "a", "b"]);
  });

  add("the open tickets of a unit are counted, those it once had left out", async ({ store }) => {
    await someTickets(store);
    await put(
      store,
      "f",
      {},
      { units: added({ unit: "squad", why: "past-owner" }, { unit: "g1", why: "area" }, { unit: "g1", why: "owner" }) },
    );
    const open = await store.tickets.openAt(tenant, ["g1", "g2", "squad", "water", "nowhere"]);
    assert.equal(Object.fromEntries(open), { g1: 3, g2: 1, squad: 1, water: 1 });
    assert.is((await store.tickets.openAt(tenant, [])).size, 0);
    assert.is((await store.tickets.openAt("other", ["g1"])).size, 0);
  });

  add("the tickets that were merged into one are told by their ids, a page at a time, until one is taken out", async ({ store }) => {
    for (const id of ["m", "a", "B", "c", "d"]) await put(store, id, id === "m" ? {} : { mergedInto: id === "d" ? "other" : "m" });
    assert.equal(await store.tickets.mergedInto(tenant, "m", "", 9), ["B", "a", "c"]);
    assert.equal(await store.tickets.mergedInto(tenant, "m", "B", 1), ["a"]);
    assert.equal(await store.tickets.mergedInto("other", "m", "", 9), []);
    await put(store, "a", { mergedInto: undefined } as object);
    assert.equal(await store.tickets.mergedInto(tenant, "m", "", 9), ["B", "c"]);
  });

  add("a list holds what the filter asks for", async ({ store }) => {
    await someTickets(store);
    const expected: readonly [TicketFilter, readonly string[]][] = [
      [{}, ["a", "b", "c", "d", "e"]],
      [{ open: true }, ["a", "b", "c"]],
      [{ open: false }, ["d", "e"]],
      [{ stage: "handle" }, ["b"]],
      [{ tier: 2 }, ["b", "c"]],
      [{ categories: ["0101", "0201"] }, ["a", "b", "d"]],
      [{ categories: [] }, []],
      [{ owners: ["water"] }, ["b", "d"]],
      [{ source: "hotline" }, ["a"]],
      [{ reportedFrom: start + 1, reportedUntil: start + 3 }, ["b", "c"]],
      [{ lateAt: start + 15 }, ["b", "d"]],
      [{ lateAt: start + 20 }, ["b", "d"]],
      [{ lateAt: start + 21, open: true }, ["a", "b"]],
    ];
    for (const [filter, found] of expected) assert.equal(await listed(store, filter), found, JSON.stringify(filter));
  });

  add("a list holds what the scope may see", async ({ store }) => {
    await someTickets(store);
    assert.equal(await listed(store, {}, { units: ["g1", "water"] }), ["a", "b", "d"]);
    assert.equal(await listed(store, {}, { units: ["g2"] }), ["c"]);
    assert.equal(await listed(store, {}, { units: [] }), []);
    assert.equal(await listed(store, {}, { reporter: "rob" }), ["a", "c"]);
    assert.equal(await listed(store, {}, { reporter: "nobody" }), []);
    assert.equal(ids(await store.tickets.list("other", everything, {}, { limit: 9 })), []);
  });

  add("tickets are counted by every grouping, with those that have a deadline and those that are late", async ({ store }) => {
    await someTickets(store);
    const count = (by: (typeof groupings)[number], scope = everything) => store.tickets.count(tenant, scope, {}, by, start + 15);
    assert.equal(await count("stage"), [
      { value: "close", tickets: 2, withDue: 2, late: 1 },
      { value: "report", tickets: 2, withDue: 1, late: 0 },
      { value: "handle", tickets: 1, withDue: 1, late: 1 },
    ]);
    assert.equal(await count("tier"), [
      { value: null, tickets: 2, withDue: 2, late: 1 },
      { value: "2", tickets: 2, withDue: 1, late: 1 },
      { value: "1", tickets: 1, withDue: 1, late: 0 },
    ]);
    assert.equal(await count("state", { units: ["g1"] }), [
      { value: '"new"', tickets: 1, withDue: 1, late: 0 },
      { value: '{"r":"s"}', tickets: 1, withDue: 1, late: 1 },
    ]);
    for (const by of groupings)
      assert.is(
        (await count(by)).reduce((sum, row) => sum + row.tickets, 0),
        5,
        by,
      );
  });

  add("an inbox holds what waits for its seats, the most urgent first", async ({ store }) => {
    const waits = (id: string, role: string, unit: string, due?: number, reportedAt = start) =>
      put(
        store,
        id,
        { reportedAt },
        { parts: added({ kind: "ticket" as const, key: "k", role, unit, ...(due !== undefined && { due }) }) },
      );
    await waits("a", "handler", "u1");
    await waits("b", "handler", "u1", start + 20);
    await waits("c", "handler", "u2", start + 10);
    await waits("d", "handler", "u3", start);
    await waits("e", "chief", "u1", start + 5);
    await waits("f", "handler", "u1", undefined, start - 1);
    await waits("B", "handler", "u1", start + 20);
    const handler = { role: "handler", units: ["u1", "u2"] };
    const inbox = async (limit: number, ...seats: readonly { role: string; units: readonly string[] }[]) =>
      (await store.tickets.inbox(tenant, "ann", seats, limit)).map(({ ticket }) => ticket.id);
    assert.equal(await inbox(9, handler), ["c", "B", "b", "f", "a"]);
    assert.equal(await inbox(2, handler), ["c", "B"]);
    assert.equal(await inbox(9, handler, { role: "chief", units: ["u1"] }), ["e", "c", "B", "b", "f", "a"]);
    assert.equal(await inbox(9, { role: "handler", units: [] }), []);
    assert.equal(await inbox(9), []);
    const [first] = await store.tickets.inbox(tenant, "ann", [handler], 1);
    assert.equal(first?.part, { kind: "ticket", key: "k", role: "handler", unit: "u2", due: start + 10 });
  });

  add("what somebody has taken on waits in nobody else's inbox", async ({ store }) => {
    const part = (kind: "ticket" | "approval", assignee?: string) =>
      added({ kind, key: "k", role: "handler", unit: "u", ...(assignee !== undefined && { assignee }) });
    await put(store, "a", {}, { parts: part("ticket", "ann") });
    await put(store, "b", {}, { parts: part("approval") });
    // In the place of the part that was there, kind and all.
    await put(store, "b", {}, { parts: { remove: part("approval").add, add: part("ticket", "bob").add } });
    await put(store, "c", {}, { parts: part("approval") });
    const inbox = async (person: string) => {
      const waiting = await store.tickets.inbox(tenant, person, [{ role: "handler", units: ["u"] }], 9);
      return waiting.map(({ ticket, part: { kind, assignee } }) => `${ticket.id} ${kind} ${assignee ?? "-"}`);
    };
    assert.equal(await inbox("ann"), ["a ticket ann", "c approval -"]);
    assert.equal(await inbox("bob"), ["b ticket bob", "c approval -"]);
  });
};

const everything: Scope = { all: true };

/** Five tickets: a and c of Rob; b past its deadline; d closed after its own, e in time. */
async function someTickets(store: Store): Promise<void> {
  const seen = (...units: readonly string[]) => ({ units: added(...units.map((unit) => ({ unit, why: "area" }))) });
  const a = { category: "0101", tier: 1, source: "hotline", reporter: "rob", owner: "squad", due: start + 20 } as const;
  await put(store, "a", a, seen("g1", "squad"));
  const b = {
    category: "0101",
    tier: 2,
    stage: "handle",
    owner: "water",
    state: { r: "s" },
    reportedAt: start + 1,
    due: start + 10,
  } as const;
  await put(store, "b", b, seen("g1", "water"));
  await put(store, "c", { tier: 2, reporter: "rob", reportedAt: start + 2 }, seen("g2"));
  const closed = { open: false, stage: "close", category: "0201", owner: "water", reportedAt: start + 3 } as const;
  await put(store, "d", { ...closed, due: start + 5, closedAt: start + 6 }, seen("water"));
  await put(store, "e", { open: false, stage: "close", reportedAt: start + 4, due: start + 5, closedAt: start + 5 });
}

async function listed(store: Store, filter: TicketFilter = {}, scope: Scope = everything): Promise<readonly string[]> {
  return ids(await store.tickets.list(tenant, scope, filter, { limit: 99 }));
}

function ids(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map(({ id }) => id);
}
