import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { createEngine, openLibsqlStore, type Actor, type Duplicate } from "@muster/engine";
import { connect } from "../../../src/store/libsql/connection.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { photo, townOn, type TownEngine } from "../../store/conformance/town-engine.ts";

const test = suite("run: duplicates");

test.after(removeTempFolders);

const day = 86_400_000;
const gate = { lng: 115.78, lat: 33.85 };
const nearGate = { lng: 115.7803, lat: 33.8502 };

async function onTown<T>(act: (town: TownEngine & { readonly file: string }) => Promise<T>): Promise<T> {
  const file = join(tempFolder(), "muster.db");
  const town = await townOn(openLibsqlStore({ file }), { handlers: { "in-app": () => Promise.resolve() } });
  try {
    return await act({ ...town, file });
  } finally {
    await town.engine.close();
  }
}

const names = (found: readonly Duplicate[]) => found.map(({ ticket }) => ticket.id);

test("a report that is being filed is laid beside those that are near in place, time and text, with the reasons", () =>
  onTown(async ({ engine, clock, reported }) => {
    const first = await reported({ description: "东巷口五辆车乱停，消防通道被堵死", area: "g1" }, { point: gate });
    await reported({ description: "东巷口路灯不亮" }, { point: gate });
    await reported({ description: "消防通道被车堵了" }, { point: { lng: 115.9, lat: 33.9 } });
    clock.now += 5 * 3_600_000;
    const question = { description: "东巷消防通道被车堵了，没人管", point: nearGate, area: "g1", category: "0201" };
    const found = await engine.duplicates(person("ann"), question);
    assert.equal(names(found), [first]);
    const [{ score, ...why } = { score: 0 }] = found.map(({ ticket: _ticket, ...rest }) => rest);
    assert.ok(score >= 0.25 && score <= 1);
    assert.equal(why, { metres: 36, hours: 5, shared: ["东巷", "消防通道"], sameArea: true, sameCategory: false });
  }));

test("a ticket is laid beside the others, never beside itself, and what lies lower is told where it is asked for", () =>
  onTown(async ({ engine, reported }) => {
    const first = await reported({ description: "楼道口垃圾堆了三天" });
    const second = await reported({ description: "楼道口的垃圾没人清" });
    const third = await reported({ description: "楼道停放电动车充电" });
    assert.equal(names(await engine.duplicates(person("ann"), { ticket: first })), [second]);
    assert.equal(names(await engine.duplicates(person("ann"), { ticket: second })), [first]);
    assert.equal(names(await engine.duplicates(person("ann"), { ticket: second }, { from: 0 })), [first, third]);
    assert.equal(names(await engine.duplicates(person("ann"), { ticket: second }, { from: 0, limit: 1 })), [first]);
    assert.equal(await engine.duplicates(person("ann"), { ticket: "nothing" }), []);
  }));

test("only what the actor may see is told, to a reporter their own and as they may read it", () =>
  onTown(async ({ engine, reported }) => {
    const seen = await reported({ description: "井盖破损", area: "g1" }, { reporter: "rob" });
    await reported({ description: "井盖破损", area: "g2" }, { reporter: "ron" });
    const question = { description: "井盖破损", area: "c1" };
    const of = (actor: Actor) => engine.duplicates(actor, question);
    assert.is((await of(person("ann"))).length, 2);
    assert.equal(names(await of(person("che"))), [seen]);
    const rob = await of({ kind: "reporter", tenant: tenant.id, id: "rob" });
    assert.equal(names(rob), [seen]);
    assert.equal(rob[0]?.ticket.handlers, []);
    assert.equal(await of(person("nobody")), []);
  }));

test("one that ended lately is told, one that ended longer ago only where it is asked for, one that was merged never", () =>
  onTown(async ({ engine, clock, done, reported }) => {
    const master = await reported({ description: "小学门口井盖破损" });
    const merged = await reported({ description: "小学门口的井盖碎了" });
    await done({ type: "merge", ticket: merged, form: { mergedInto: master } }, "ann");
    await engine.work();
    const question = { description: "小学门口井盖破损", area: "g1" };
    assert.equal(names(await engine.duplicates(person("ann"), question)), [master]);
    await done({ type: "decline", ticket: master, form: { reason: "已修" } }, "ann");
    clock.now += 6 * day;
    assert.equal(names(await engine.duplicates(person("ann"), question)), [master]);
    assert.equal(await engine.duplicates(person("ann"), question, { closedDays: 0 }), []);
    clock.now += 2 * day;
    assert.equal(await engine.duplicates(person("ann"), question, { from: 0 }), []);
    assert.equal(names(await engine.duplicates(person("ann"), question, { from: 0, closedDays: 30 })), [master]);
    clock.now += 30 * day;
    await engine.work();
    assert.equal(await engine.duplicates(person("ann"), question, { from: 0, closedDays: 30 }), []);
    assert.equal((await engine.verify(tenant.id)).faults, []);
  }));

test("a ticket that is reopened after it was forgotten is found again", () =>
  onTown(async ({ engine, clock, done, reported, file }) => {
    const ticket = await closed({ engine, clock, done, reported });
    connect(file, "rwc").exec("DELETE FROM likeness; DELETE FROM likeness_word");
    await done({ type: "reopen", ticket, form: { reason: "又坏了" } }, "ann");
    assert.equal(names(await engine.duplicates(person("ann"), { description: "小广告", area: "g1" })), [ticket]);
    assert.equal((await engine.verify(tenant.id)).faults, []);
  }));

test("where it lies is told anew once it was filed elsewhere", () =>
  onTown(async ({ engine, done, reported }) => {
    const ticket = await reported({ area: "g1", description: "井盖破损" });
    const at = async (area: string) => (await engine.duplicates(person("ann"), { description: "井盖破损", area }))[0]?.sameArea;
    assert.equal([await at("g1"), await at("g2")], [true, undefined]);
    await done({ type: "file", ticket, form: { area: "g2" } }, "ann");
    assert.equal([await at("g1"), await at("g2")], [undefined, true]);
    assert.equal((await engine.verify(tenant.id)).faults, []);
  }));

test("of an erased reporter no word is found by, and none is told", () =>
  onTown(async ({ engine, reported }) => {
    await reported({ description: "罗伯特家门口井盖破损" }, { reporter: "rob", point: gate });
    const question = { description: "罗伯特家门口井盖破损", point: gate };
    assert.equal((await engine.duplicates(person("ann"), question))[0]?.shared, ["罗伯特家门口井盖破损"]);
    await engine.erase(tenant.id, "rob");
    const found = await engine.duplicates(person("ann"), question, { from: 0 });
    assert.equal(
      found.flatMap(({ shared }) => shared),
      [],
    );
    assert.equal((await engine.verify(tenant.id)).faults, []);
  }));

test("reindexing makes anew what a migration found nothing of, and mends what verification found", () =>
  onTown(async ({ engine, reported, file }) => {
    await reported({ description: "井盖破损" });
    await reported({ description: "路灯不亮" });
    const damage = connect(file, "rwc");
    damage.exec("DELETE FROM likeness WHERE ticket = 'id-000001'; DELETE FROM likeness_word WHERE ticket = 'id-000001'");
    damage.exec("UPDATE likeness SET area = 'g2'");
    assert.equal(
      (await engine.verify(tenant.id)).faults.map(({ fault }) => fault),
      ["likeness-missing", "likeness-differs"],
    );
    const heard: number[] = [];
    assert.is(await engine.reindex(tenant.id, (tickets) => heard.push(tickets)), 2);
    assert.equal(heard.at(-1), 2);
    assert.equal((await engine.verify(tenant.id)).faults, []);
    assert.is((await engine.duplicates(person("ann"), { description: "井盖破损" })).length, 1);
  }));

test("a question that no store could answer is refused with what is wrong of it", async () =>
  onTown(async ({ engine }) => {
    const ask = (question: object, options = {}) =>
      engine.duplicates(person("ann"), question as { ticket: string }, options).then(() => "", String);
    assert.match(await ask({ point: { lng: 200, lat: 0 } }), /question\.point\.lng/);
    assert.match(await ask({ description: "字".repeat(4001) }), /question\.description/);
    assert.match(await ask({ text: "井盖" }), /question/);
    assert.match(await ask({ description: "井盖" }, { closedDays: 31 }), /options\.closedDays/);
    assert.equal(await ask({}), "");
  }));

test("what is read beside a live engine is found by it too", () =>
  onTown(async ({ reported, file }) => {
    const ticket = await reported({ description: "井盖破损" });
    const reading = createEngine({ store: openLibsqlStore({ file, readOnly: true }) });
    assert.equal(names(await reading.duplicates(person("ann"), { description: "井盖破损", at: 1_700_000_000_000 })), [ticket]);
    await reading.close();
  }));

async function closed({ clock, done, reported }: Pick<TownEngine, "clock" | "done" | "reported" | "engine">): Promise<string> {
  const ticket = await reported({ category: "02", description: "小广告" });
  clock.now += 1;
  await done({ type: "self-handle", ticket, form: { result: "已修" }, attachments: photo }, "che");
  await done({ type: "pass", ticket }, "ina");
  await done({ type: "close", ticket, form: { closing: "恢复" } }, "ann");
  return ticket;
}

test.run();
