import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { openLibsqlStore, type Actor, type Delivery } from "@muster/engine";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { person, tenant } from "../../fixtures/town.ts";
import { photo, townOn, type TownEngine } from "../../store/conformance/town-engine.ts";

const test = suite("run: merged tickets and subscriptions");

test.after(removeTempFolders);

const day = 86_400_000;
const everyone = { kind: "system", tenant: tenant.id } as const;
const reporter = (id: string): Actor => ({ kind: "reporter", tenant: tenant.id, id });

interface Told extends TownEngine {
  readonly told: Delivery[];
  /** Who was told since the last time: `person: channel what`. */
  readonly news: () => Promise<readonly string[]>;
  readonly say: (type: string, ticket: string, who: string, form?: Record<string, unknown>) => Promise<string>;
  readonly closed: (ticket: string) => Promise<void>;
}

async function onTown<T>(act: (town: Told) => Promise<T>): Promise<T> {
  const told: Delivery[] = [];
  const hear = (delivery: Delivery) => Promise.resolve(void told.push(delivery));
  const town = await townOn(openLibsqlStore({ file: join(tempFolder(), "muster.db") }), { handlers: { "in-app": hear, sms: hear } });
  const { engine, done, clock } = town;
  const news = async () => {
    await engine.work();
    await engine.work();
    const heard = told.splice(0).filter(({ topic }) => topic === "public-change");
    return heard
      .map(({ destination, payload }) => {
        const { person: who, stage, master } = payload as { person: string; stage: string; master?: { open: boolean } };
        return `${who}: ${destination} ${master ? `master ${master.open ? "open" : "over"}` : stage}`;
      })
      .toSorted();
  };
  const say: Told["say"] = async (type, ticket, who, form) => {
    const by = who.startsWith("r-") ? reporter(who) : person(who);
    const answer = await engine.execute({ type, ticket, ...(form && { form: form as Record<string, string> }) }, by);
    return answer.ok ? "ok" : answer.refusal.code;
  };
  const closed = async (ticket: string) => {
    clock.now += 1;
    await done({ type: "file", ticket, form: { category: "0101" } }, "ann");
    await done({ type: "dispatch", ticket, form: { owner: "water" } }, "dan");
    await done({ type: "sign", ticket }, "wen");
    await done({ type: "submit", ticket, form: { result: "内部", publicAnswer: "井盖已更换" }, attachments: photo }, "wen");
    await done({ type: "pass", ticket }, "ina");
    await done({ type: "close", ticket, form: { closing: "恢复", solved: true } }, "ann");
  };
  try {
    return await act({ ...town, told, news, say, closed });
  } finally {
    assert.equal((await engine.verify(tenant.id)).faults, []);
    await engine.close();
  }
}

async function merged(town: Told, reporterOf = "r-two", master = "r-one"): Promise<readonly [master: string, other: string]> {
  const first = await town.reported({ description: "东巷井盖破损" }, { reporter: master });
  const second = await town.reported({ description: "东巷的井盖碎了" }, { reporter: reporterOf });
  assert.is(await town.say("merge", second, "ann", { mergedInto: first }), "ok");
  await town.engine.work();
  return [first, second];
}

test("the reporter is told of every step that is public, by the channel they chose, and of nothing they did themselves", () =>
  onTown(async (town) => {
    const ticket = await town.reported({}, { reporter: "r-one" });
    assert.equal(await town.news(), []);
    await town.done({ type: "comment", ticket, form: { comment: "内部" } }, "ann");
    assert.equal(await town.news(), []);
    assert.is(await town.say("subscribe", ticket, "r-one", { channel: "sms" }), "ok");
    assert.is(await town.say("subscribe", ticket, "ann", { channel: "in-app" }), "ok");
    await town.done({ type: "file", ticket, form: { category: "0101" } }, "ann");
    assert.equal(await town.news(), ["r-one: sms dispatch"]);
    await town.done({ type: "dispatch", ticket, form: { owner: "water" } }, "dan");
    assert.equal(await town.news(), ["ann: in-app handle", "r-one: sms handle"]);
    assert.is(await town.say("unsubscribe", ticket, "r-one"), "ok");
    assert.is(await town.say("unsubscribe", ticket, "r-one"), "not-now");
    assert.is(await town.say("void", ticket, "sue", { reason: "误报" }), "ok");
    assert.equal(await town.news(), ["ann: in-app close"]);
  }));

test("word of a public change holds ids, and neither what was said nor where to send it", () =>
  onTown(async (town) => {
    const ticket = await town.reported({}, { reporter: "r-one" });
    await town.closed(ticket);
    await town.engine.work();
    const first = town.told.find(({ topic }) => topic === "public-change");
    assert.equal(Object.keys(first?.payload ?? {}).toSorted(), ["number", "open", "person", "stage", "ticket"]);
    assert.not.match(JSON.stringify(town.told), /井盖已更换|内部/);
  }));

test("when the master ends, whoever reported what was merged into it is told, and reads its answer on their own ticket", () =>
  onTown(async (town) => {
    const [master, other] = await merged(town);
    await town.news();
    await town.closed(master);
    const news = await town.news();
    assert.equal(
      news.filter((line) => line.startsWith("r-two")),
      ["r-two: in-app master over"],
    );
    const seen = await town.engine.ticket(other, reporter("r-two"));
    assert.equal([seen?.master?.open, seen?.master?.stage, seen?.master?.texts], [false, "close", { publicAnswer: "井盖已更换" }]);
    assert.not.match(JSON.stringify(seen?.master), /r-one|东巷|内部/);
    assert.is(await town.engine.ticket(master, reporter("r-two")), undefined, "the other reporter's ticket stays theirs");
  }));

test("all of a chain of merges follow to the last, more than are named on the master too", () =>
  onTown(async (town) => {
    const [middle, first] = await merged(town, "r-two", "r-mid");
    const last = await town.reported({}, { reporter: "r-last" });
    assert.is(await town.say("merge", middle, "ann", { mergedInto: last }), "ok");
    for (let i = 0; i < 120; i += 1) {
      const each = await town.reported({}, { reporter: `r-${String(i).padStart(3, "0")}` });
      await town.say("merge", each, "ann", { mergedInto: last });
    }
    for (let i = 0; i < 3; i += 1) await town.news();
    await town.closed(last);
    await town.engine.work();
    const news = [...(await town.news()), ...(await town.news())].filter((line) => line.endsWith("master over"));
    assert.is(news.length, 122);
    assert.is((await town.engine.ticket(first, reporter("r-two")))?.master?.id, last);
  }));

test("one of which the master only learns after its own end is told all the same", () =>
  onTown(async (town) => {
    const master = await town.reported({}, { reporter: "r-one" });
    const other = await town.reported({}, { reporter: "r-two" });
    assert.is(await town.say("merge", other, "ann", { mergedInto: master }), "ok");
    await town.closed(master);
    assert.ok((await town.news()).includes("r-two: in-app master over"));
  }));

test("the reporter of a merged ticket has the master reopened within the days the process gives, and all hear of it", () =>
  onTown(async (town) => {
    const [master, other] = await merged(town);
    const why = { reason: "还是破的，我家住三号楼" };
    assert.is(await town.say("reopen-master", other, "r-two", why), "not-now");
    await town.closed(master);
    await town.news();
    assert.is(await town.say("reopen-master", other, "r-one", why), "unknown-ticket");
    assert.is(await town.say("reopen-master", other, "r-two", why), "ok");
    assert.equal(await town.news(), ["r-one: in-app dispatch", "r-two: in-app master open"]);
    const reopened = await town.engine.ticket(master, everyone);
    assert.equal([reopened?.open, reopened?.counts["reopenings"]], [true, 1]);
    const story = await town.engine.story(master, everyone);
    assert.equal(story.at(-1)?.entry.form, { ticket: other });
    assert.not.match(JSON.stringify(story), /三号楼/);
    await town.done({ type: "dispatch", ticket: master, form: { owner: "water" } }, "dan");
    await town.say("void", master, "sue", { reason: "完" });
    await town.news();
    town.clock.now += 15 * day + 1;
    assert.is(await town.say("reopen-master", other, "r-two", why), "not-now");
  }));

test("where the master ended in a way that leaves none back, its reopening is refused and not offered", () =>
  onTown(async (town) => {
    const [master, other] = await merged(town);
    await town.say("void", master, "sue", { reason: "重复" });
    await town.engine.work();
    const why = { reason: "还是破的" };
    assert.is(await town.say("reopen-master", other, "r-two", why), "not-now");
    const offers = await town.engine.offers(other, reporter("r-two"));
    const offer = offers.find(({ command }) => command === "reopen-master");
    assert.is(offer?.available, false);
    assert.match(JSON.stringify(offer), /不能重启，请重新上报/);
  }));

test("a reopening that comes to its master too late is refused to whoever asked, once", () =>
  onTown(async (town) => {
    const [master, other] = await merged(town);
    await town.closed(master);
    await town.news();
    town.clock.now = ((await town.engine.ticket(master, everyone))?.closedAt ?? 0) + 15 * day - 1000;
    const why = { reason: "还是破的" };
    assert.is(await town.say("reopen-master", other, "r-two", why), "ok");
    assert.is(await town.say("reopen-master", other, "r-two", why), "not-now", "it was asked for already");
    // The master is archived before the word arrives.
    town.clock.now += day;
    await town.engine.execute({ type: "comment", ticket: master, form: { comment: "归档" } }, person("ann"));
    assert.equal(await town.news(), ["r-two: in-app master over"]);
    const follower = await town.engine.ticket(other, everyone);
    assert.equal([follower?.followed?.final, follower?.followed?.asked], [true, undefined]);
    assert.is(await town.say("reopen-master", other, "r-two", why), "not-now");
    assert.equal(await town.news(), []);
  }));

test("a ticket that was merged wrongly comes back where it was, the master lets go of it, and what follows concerns it no more", () =>
  onTown(async (town) => {
    const first = await town.reported({}, { reporter: "r-one" });
    const second = await town.reported({ description: "井盖" }, { reporter: "r-two" });
    await town.done({ type: "file", ticket: second, form: { category: "0101" } }, "ann");
    const before = await town.engine.ticket(second, everyone);
    await town.done({ type: "merge", ticket: second, form: { mergedInto: first } }, "ann");
    await town.engine.work();
    assert.equal((await town.engine.ticket(first, everyone))?.absorbed, [second]);
    assert.is(await town.say("unmerge", second, "hal", { reason: "两回事" }), "unknown-ticket");
    assert.is(await town.say("unmerge", second, "ann", {}), "bad-input");
    assert.is(await town.say("unmerge", second, "ann", { reason: "两回事" }), "ok");
    await town.engine.work();
    const {
      revision: _r,
      at: _a,
      handlers: _h,
      movedBy: _m,
      ...back
    } = (await town.engine.ticket(second, everyone)) ?? { revision: 0, at: 0, handlers: [] };
    const { revision: _r2, at: _a2, handlers: _h2, movedBy: _m2, ...was } = before ?? { revision: 0, at: 0, handlers: [] };
    assert.equal(back, was);
    const let_go = await town.engine.ticket(first, everyone);
    assert.equal([let_go?.absorbed, let_go?.counts["absorbed"]], [undefined, 0]);
    assert.is(await town.say("unmerge", second, "ann", { reason: "两回事" }), "not-now");
    await town.news();
    await town.closed(first);
    assert.not.ok((await town.news()).some((line) => line.startsWith("r-two")));
    await town.done({ type: "dispatch", ticket: second, form: { owner: "water" } }, "dan");
    await town.done({ type: "sign", ticket: second }, "wen");
  }));

test("a killed process tells each of the merged once all the same", () =>
  onTown(async (town) => {
    const [master, other] = await merged(town);
    await town.closed(master);
    // The delivery is made twice: as if the process had died after the commands and before it was settled.
    const row = (await town.engine.deliveries(tenant.id, "pending")).find(({ topic }) => topic === "merged");
    assert.ok(row);
    const command = { type: "follow", ticket: other, form: { open: false } } as const;
    await town.engine.execute(command, everyone, { key: `${row?.id}/${other}` });
    await town.news();
    const follows = (await town.engine.story(other, everyone)).filter(({ entry }) => entry.type === "follow");
    assert.is(follows.length, 1);
  }));

test("the past tells nobody", () =>
  onTown(async (town) => {
    const { engine, clock } = town;
    const report = {
      type: "report",
      process: "closed-loop",
      at: clock.now - day,
      historical: true,
      form: { description: "旧", area: "g1" },
      reporter: "r-one",
    } as const;
    const first = await engine.execute(report, person("imp"));
    assert.ok(first.ok);
    assert.equal(await town.news(), []);
  }));

test.run();
