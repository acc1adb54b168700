import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  chineseHolidays,
  closedLoop,
  createEngine,
  openLibsqlStore,
  readDrafts,
  type Engine,
  type ExportRecord,
  type Store,
} from "@muster/engine";
import { connect, type Connection } from "../../src/store/libsql/connection.ts";
import { likenessOf } from "../../src/decide/duplicates/likeness-of.ts";
import { chain, chainFeed, noHead, sha256 } from "../../src/run/hash.ts";
import { canonical } from "../../src/model/canonical.ts";
import { play, tenant } from "../../../../examples/district/play.ts";
import { put } from "../store/conformance/writing.ts";
import { removeTempFolders, tempFolder } from "../fixtures/temp.ts";

test.after(removeTempFolders);

const file = join(tempFolder(), "district.db");
const everyone = { kind: "system", tenant: tenant.id } as const;
const engine = createEngine({ store: openLibsqlStore({ file }), handlers: { "in-app": () => Promise.resolve() } });
await engine.setTenant(tenant);
await engine.setTenant({ id: "elsewhere", zone: "UTC", numberPrefix: "E" });
const drafts = await readDrafts(new URL("../../../../examples/district/definitions", import.meta.url));
assert.ok((await engine.define(tenant.id, [...drafts, chineseHolidays, ...closedLoop], "setup")).ok);
await play(engine, () => {});
await engine.work();
await engine.putPeople(tenant.id, [
  { id: "r1", kind: "reporter", name: "张三", phone: "1" },
  { id: "r2", kind: "reporter", name: "李四" },
]);
for (const id of ["r1", "r2"]) {
  const report = { type: "report", process: "closed-loop", form: { description: `${id} 的井盖` } } as const;
  assert.ok((await engine.execute(report, { kind: "reporter", tenant: tenant.id, id })).ok);
}
await engine.erase(tenant.id, "r2");
for (let left = 101; left > 0; left -= 1) {
  const proposed = [{ kind: "table", document: { id: "routing", rows: left } }] as const;
  await engine.executeProposal({ type: "propose", title: `草稿 ${left}`, drafts: proposed }, everyone);
}
test.after(() => engine.close());

const without = await all(engine);
const records = await all(engine, { people: true });

type Of<Type extends ExportRecord["type"]> = Extract<ExportRecord, { type: Type }>;

function ofType<Type extends ExportRecord["type"]>(type: Type, among = records): readonly Of<Type>[] {
  return among.filter((record): record is Of<Type> => record.type === type);
}

test("an export accounts for every row of every table", () => {
  const entries = ofType("entry").map(({ entry }) => entry);
  const tickets = ofType("ticket").map(({ ticket }) => ticket);
  const texts = new Map(ofType("text").map(({ id, body }) => [id, body]));
  const bodyOf = (id: string) => texts.get(id);
  const held: Readonly<Record<string, number | "not the tenant's data" | "repeats the entries">> = {
    tenant: ofType("header").length,
    definition: ofType("definition").length,
    proposal: ofType("proposal").length,
    ticket: tickets.length,
    journal: entries.length,
    text: ofType("text").length,
    attachment: ofType("attachment").length,
    delivery: ofType("delivery").length,
    person: ofType("person").length,
    // Repeated in the tickets and entries themselves.
    decision: entries.flatMap(({ decisions = [] }) => decisions.flatMap(({ rows }) => rows)).length,
    timer: tickets.flatMap(({ timers }) => Object.keys(timers)).length,
    part: tickets.filter(({ open }) => open).length,
    ticket_unit: new Set(
      tickets.flatMap(({ id, area, owner, coHandlers = [], pastOwners = [] }) => [
        ...(area === undefined ? [] : [`${id} area ${area}`]),
        ...(owner === undefined ? [] : [`${id} owner ${owner}`]),
        ...coHandlers.map((unit) => `${id} co-handler ${unit}`),
        ...pastOwners.map((unit) => `${id} past-owner ${unit}`),
      ]),
    ).size,
    // Made again from the tickets and their texts.
    likeness: tickets.length,
    likeness_word: tickets.reduce((sum, ticket) => sum + likenessOf(ticket, ["description", "address"], bodyOf).words.length, 0),
    // Counted from the entries, and counted anew from them.
    evaluation: "repeats the entries",
    evaluation_share: "repeats the entries",
    evaluation_sum: "repeats the entries",
    answer: "not the tenant's data",
    migration: "not the tenant's data",
  };
  const database = connect(file, "ro");
  const counted = tablesOf(database).map((table) => {
    const whose = table === "tenant" ? " WHERE id = 'district'" : table === "migration" ? "" : " WHERE tenant = 'district'";
    return [table, Number(database.prepare(`SELECT count(*) FROM "${table}"${whose}`).get()?.[0])] as const;
  });
  database.close();
  for (const [table, rows] of counted) {
    assert.ok(rows > 0 && table in held, `${table} has ${rows} rows, of which the export says nothing`);
    if (typeof held[table] === "number") assert.is(held[table], rows, table);
  }
  const { type: _end, ...counts } = ofType("end")[0] ?? {};
  assert.equal(counts, {
    definitions: held["definition"],
    proposals: held["proposal"],
    tickets: held["ticket"],
    entries: held["journal"],
    texts: held["text"],
    attachments: held["attachment"],
    deliveries: held["delivery"],
    people: held["person"],
  });
});

test("an export can be checked by itself: every chain, every text, and the running hash that a seal states", () => {
  const heads = new Map<string, string>();
  for (const { entry, hash } of ofType("entry")) {
    const head = chain(heads.get(entry.ticket) ?? noHead, canonical(entry));
    assert.is(head, hash);
    heads.set(entry.ticket, head);
  }
  for (const { ticket, head } of ofType("ticket")) assert.is(heads.get(ticket.id), head);
  const texts = new Map(ofType("text").map((text) => [text.id, text]));
  let erased = 0;
  for (const { entry } of ofType("entry")) {
    for (const value of Object.values(entry.form ?? {}) as readonly { readonly text?: string; readonly commitment?: string }[]) {
      if (value?.text === undefined) continue;
      const { body, salt, erasedAt } = texts.get(value.text) ?? {};
      if (erasedAt === undefined) assert.is(sha256(`${salt}${body}`), value.commitment);
      else erased += 1;
    }
  }
  assert.is(erased, 1);
  const [header] = ofType("header");
  const inOrder = ofType("entry").toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  let head = noHead;
  for (const { position = 0, entry, hash } of inOrder) head = chainFeed(head, { position, ticket: entry.ticket, seq: entry.seq, hash });
  assert.equal(header?.feed, { position: inOrder.at(-1)?.position, entries: inOrder.length, head });
  assert.is(header?.lastNumber, ofType("ticket").length);
});

test("names, phones and addresses of people are in an export only where they were asked for", () => {
  assert.equal(ofType("person", without), []);
  assert.not("people" in (ofType("end", without)[0] ?? {}));
  for (const name of ["张三", "李四"]) assert.not.ok(JSON.stringify(without).includes(name), name);
  assert.equal(
    ofType("person").filter(({ kind }) => kind === "reporter"),
    [
      { type: "person", id: "r1", kind: "reporter", name: "张三", phone: "1" },
      { type: "person", id: "r2", kind: "reporter", erasedAt: ofType("person").find(({ id }) => id === "r2")?.erasedAt },
    ],
  );
});

test("deliveries are exported with how they ended, attachments with what they are, definitions with who published them", () => {
  assert.ok(ofType("delivery").some(({ state, attempt, settledAt }) => state === "done" && attempt === 1 && settledAt !== undefined));
  assert.ok(ofType("attachment").every(({ name, mediaType, seq }) => name === "现场照片.jpg" && mediaType === "image/jpeg" && seq > 0));
  assert.ok(ofType("definition").every(({ author, status, publishedAt }) => author === "setup" && status === "published" && publishedAt));
});

test("people come along only where they are asked for by true itself", async () => {
  const told = await all(engine, { people: "false" as unknown as boolean });
  assert.equal(ofType("person", told), []);
  assert.is(told.length, without.length);
});

test("an unknown tenant is refused by name", async () => {
  const reading = engine.export("nowhere")[Symbol.asyncIterator]();
  await reading.next().then(
    () => assert.unreachable(),
    (cause: Error) => assert.match(cause.message, "nowhere"),
  );
});

test("commands are answered while an export is read", async () => {
  const many = openLibsqlStore({ file: join(tempFolder(), "many.db") });
  await many.definitions.putTenant({ id: "t", zone: "UTC", numberPrefix: "T" });
  for (let i = 0; i < 250; i += 1) await put(many, `ticket-${String(i).padStart(3, "0")}`);
  const reading = new AbortController();
  const live = putUntil(many, reading.signal);
  const exporting = createEngine({ store: many });
  for await (const record of exporting.export("t")) assert.ok(record.type);
  reading.abort();
  const answered = await live;
  assert.ok(answered > 1, `${answered} commands answered`);
  await exporting.close();
});

test.run();

async function putUntil(store: Store, signal: AbortSignal): Promise<number> {
  let answered = 0;
  for (; !signal.aborted; answered += 1) await put(store, "live");
  return answered;
}

async function all(of: Engine, options?: Parameters<Engine["export"]>[1]): Promise<readonly ExportRecord[]> {
  const found: ExportRecord[] = [];
  for await (const record of of.export(tenant.id, options)) found.push(record);
  return found;
}

function tablesOf(database: Connection): readonly string[] {
  return database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .all()
    .map(([name]) => String(name));
}
