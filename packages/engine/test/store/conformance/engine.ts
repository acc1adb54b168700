import { createEngine } from "@muster/engine";
import * as assert from "uvu/assert";
import { classification, person, routing, standards, tenant } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";
import { scenario } from "./scenario.ts";
import { photo, townOn } from "./town-engine.ts";

/** The engine at work on the store, in the town. */
export const engine: Section = (add) => {
  add("of two tickets that are merged into each other at once one stays open, and of three in a ring", async ({ store }) => {
    const { engine: town, reported } = await townOn(store);
    const merged = (ticket: string, into: string) => town.execute({ type: "merge", ticket, form: { mergedInto: into } }, person("ann"));
    for (let i = 0; i < 12; i += 1) {
      const ring = await Promise.all(Array.from({ length: i % 2 ? 3 : 2 }, () => reported()));
      const answers = await Promise.all(ring.map((ticket, at) => merged(ticket, ring[(at + 1) % ring.length] as string)));
      assert.ok(answers.some(({ ok }) => ok) && answers.some(({ ok }) => !ok), JSON.stringify(answers.map(({ ok }) => ok)));
    }
    assert.equal((await town.verify(tenant.id)).faults, []);
  });

  add("a week's work leaves journals that verify, and a reopened store that knows them", async (harness) => {
    const { journals } = await scenario(harness.store);
    const again = createEngine({ store: await harness.reopen() });
    const verified = await again.verify(tenant.id);
    assert.equal(verified, { tickets: 3, entries: journals.length, faults: [] });
  });

  add("a key sent again gives the first answer, and refuses another command", async ({ store }) => {
    const { engine: town, done, reported } = await townOn(store);
    const ticket = await reported();
    const first = await done({ type: "comment", ticket, form: { comment: "one" } }, "ann", "k");
    await done({ type: "comment", ticket, form: { comment: "two" } }, "ann");
    const again = await done({ type: "comment", ticket, form: { comment: "one" } }, "ann", "k");
    assert.equal(again, { ...first, replayed: true });
    const other = await town.execute({ type: "comment", ticket, form: { comment: "three" } }, person("ann"), { key: "k" });
    assert.is(!other.ok && other.refusal.code, "key-reused");
    await done({ type: "comment", ticket, form: { comment: "mine" } }, "dan", "k");
    assert.is((await town.story(ticket, person("ann"))).length, 4);
  });

  add("of one report sent several times at once under one key, one is written and all get the same answer", async ({ store }) => {
    const { done, engine: town } = await townOn(store);
    const command = { type: "report", process: "closed-loop", form: { description: "井盖", area: "g1" } } as const;
    const answers = await Promise.all(Array.from({ length: 6 }, () => done(command, "ann", "k")));
    assert.is(new Set(answers.map(({ ticket }) => ticket.id)).size, 1);
    assert.is(answers.filter(({ replayed }) => !replayed).length, 1);
    assert.is((await town.list(person("ann"))).length, 1);
  });

  add("of reports with one source key at one moment, the second is refused as a duplicate", async ({ store }) => {
    const { engine: town } = await townOn(store);
    const command = { type: "report", process: "closed-loop", source: "hotline", sourceKey: "1", form: { description: "井盖" } } as const;
    const answers = await Promise.all(Array.from({ length: 4 }, () => town.execute(command, person("ann"))));
    const codes = answers.map((answer) => (answer.ok ? "accepted" : answer.refusal.code));
    assert.equal(codes.toSorted(), ["accepted", "duplicate-report", "duplicate-report", "duplicate-report"]);
  });

  add("a dry run answers as the command would, and writes nothing", async ({ store }) => {
    const { engine: town } = await townOn(store);
    const command = { type: "report", process: "closed-loop", form: { description: "井盖", area: "g1" } } as const;
    assert.ok((await town.execute(command, person("ann"), { dryRun: true })).ok);
    assert.equal(await town.list(person("ann")), []);
  });

  add("a due timer fires once, though two engines see it", async ({ store }) => {
    const { engine: town, clock, done, reported } = await townOn(store);
    const other = createEngine({ store, now: () => clock.now });
    const ticket = await reported({ category: "0101" });
    await done({ type: "file", ticket }, "ann");
    await done({ type: "dispatch", ticket }, "dan");
    await done({ type: "sign", ticket }, "wen");
    await done({ type: "suspend", ticket, form: { until: clock.now + 1000, reason: "雨" } }, "dan");
    clock.now += 1000;
    const rounds = await Promise.all([town.work(), other.work()]);
    assert.is(rounds[0].fired + rounds[1].fired, 1);
    const story = await town.story(ticket, person("ann"));
    assert.is(story.filter(({ entry }) => entry.type === "timer").length, 1);
    assert.equal((await town.verify(tenant.id)).faults, []);
  });

  add("several timers of one ticket fire one after the other, the earliest first, however many tickets there are", async ({ store }) => {
    const { engine: town, clock, done, reported } = await townOn(store);
    const label = { "zh-CN": "阶梯", en: "Ladder" };
    const ladder = (id: string, at: object | string, milestones: boolean) => ({
      kind: "ladder" as const,
      document: {
        id,
        label,
        clocks: [{ process: "closed-loop", clock: "handle", milestones }],
        rungs: [{ id, at, actions: ["urge"] }],
      },
    });
    const hours = (amount: number) => ({ amount, unit: "urgent-hour" });
    const limits = [{ ...hours(1), milestone: "fence" }, { ...hours(1), milestone: "sign" }, hours(2)];
    const document = { ...standards, standards: [{ code: "0101-1", category: "0101", limits }] };
    const drafts = [ladder("half", { share: 50 }, false), ladder("mark", "due", true), { kind: "standards" as const, document }];
    assert.ok((await town.define(tenant.id, [...drafts, noStandardBut01], "tests")).ok);
    const tickets: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const ticket = await reported({ category: "0101" });
      await done({ type: "file", ticket }, "ann");
      await done({ type: "dispatch", ticket }, "dan");
      tickets.push(ticket);
    }
    clock.now += 3_600_000;
    assert.is((await town.work()).fired, 36);
    for (const ticket of tickets) {
      const story = await town.story(ticket, person("ann"));
      const clocks = story.flatMap(({ entry: { rungs = [] } }) => rungs.map((rung) => rung.clock));
      assert.equal(clocks, ["handle", "handle/fence", "handle/sign"]);
    }
  });

  add("erasing a reporter empties their texts, and the journals still verify", async ({ store }) => {
    const { engine: town, reported, done } = await townOn(store);
    const ticket = await reported({ address: "一街道 1 号" }, { reporter: "rob" });
    const other = await reported({}, { reporter: "ron" });
    await town.erase(tenant.id, "rob");
    const [story] = await town.story(ticket, person("ann"));
    assert.equal([story?.texts, Object.keys(story?.entry.form ?? {}).includes("description")], [{}, true]);
    assert.is((await town.story(other, person("ann")))[0]?.texts["description"], "井盖破损");
    // The table that reads the description finds none, and the work goes on.
    await done({ type: "file", ticket, form: { category: "0101" } }, "ann");
    assert.equal((await town.verify(tenant.id)).faults, []);
  });

  add("a ticket whose reporter was erased goes on working, is reopened too, and tables that read its texts get null", async ({ store }) => {
    const { engine: town, reported, done } = await townOn(store);
    const inputs = [...routing.inputs, { name: "description", label: { "zh-CN": "描述", en: "Description" }, type: "text" }];
    const rows = [
      { id: "t1", when: ["-", "-", 'contains(?, "井盖")'], then: ['"water"', "true"] },
      { id: "t2", when: ["-", "-", "null"], then: ['"water"', "false"] },
    ];
    assert.ok((await town.define(tenant.id, [{ kind: "table", document: { ...routing, inputs, rows } }], "tests")).ok);
    const ticket = await reported({}, { reporter: "rob" });
    await town.erase(tenant.id, "rob");
    const { entry } = await done({ type: "file", ticket, form: { category: "0101" } }, "ann");
    const routed = entry.decisions?.find(({ table }) => table.id === "routing");
    assert.equal([routed?.rows, routed?.inputs["description"]], [["t2"], null]);
    const around = [
      ["dispatch", "dan", {}],
      ["sign", "wen", {}],
      ["submit", "wen", { result: "已更换" }],
      ["pass", "ina", {}],
      ["close", "ann", {}],
    ] as const;
    for (const [type, by, form] of around) await done({ type, ticket, form, attachments: photo }, by);
    await town.erase(tenant.id, "rob");
    await done({ type: "reopen", ticket, form: { reason: "又坏了" } }, "ann");
    for (const [type, by, form] of around) await done({ type, ticket, form, attachments: photo }, by);
    const story = await town.story(ticket, person("ann"));
    const texts = story.flatMap((each) => Object.values(each.texts));
    assert.equal(texts, ["又坏了", "已更换"], "what was written since the last erasure stays");
    assert.equal((await town.list({ kind: "reporter", tenant: tenant.id, id: "rob" })).length, 1);
    assert.equal((await town.verify(tenant.id)).faults, []);
  });

  add("after an erasure a key sent again still gets the first answer, whatever command comes with it", async ({ store }) => {
    const { engine: town, done, reported } = await townOn(store);
    const ticket = await reported({}, { reporter: "rob" });
    const other = await reported({}, { reporter: "ron" });
    const comment = (of: string, text: string) => ({ type: "comment", ticket: of, form: { comment: text } });
    const first = await done(comment(ticket, "one"), "ann", "k");
    await done(comment(other, "one"), "ann", "k2");
    await town.erase(tenant.id, "rob");
    for (const text of ["one", "two"]) assert.equal(await done(comment(ticket, text), "ann", "k"), { ...first, replayed: true });
    const reused = await town.execute(comment(other, "two"), person("ann"), { key: "k2" });
    assert.is(!reused.ok && reused.refusal.code, "key-reused");
  });

  add("equal commands leave no equal fingerprints, which would tell one text from another", async (harness) => {
    const { done, reported } = await townOn(harness.store);
    const ticket = await reported();
    const comment = { type: "comment", ticket, form: { comment: "one" } };
    for (const [by, key] of [
      ["ann", "k1"],
      ["ann", "k2"],
      ["dan", "k1"],
    ] as const)
      await done(comment, by, key);
    assert.is((await harness.raw("SELECT DISTINCT fingerprint FROM answer")).length, 3);
  });

  add("erasing one of the staff takes their name, and leaves what they wrote on tickets of others", async ({ store }) => {
    const { engine: town, done, reported } = await townOn(store);
    await town.putPeople(tenant.id, [{ id: "ann", kind: "staff", name: "安", phone: "1" }]);
    const [ofRob, own] = [await reported({}, { reporter: "rob" }), await reported({}, { reporter: "ann" })];
    for (const ticket of [ofRob, own]) await done({ type: "comment", ticket, form: { comment: "已核实" } }, "dan");
    const texts = async (ticket: string) => (await town.story(ticket, person("ann"))).map((each) => Object.keys(each.texts));
    await town.erase(tenant.id, "ann");
    assert.is((await store.people.get(tenant.id, ["ann"]))[0]?.name, undefined);
    assert.equal(
      [await texts(ofRob), await texts(own)],
      [
        [["description"], ["comment"]],
        [[], []],
      ],
    );
    await town.erase(tenant.id, "rob");
    assert.equal(await texts(ofRob), [[], []], "of a report all texts go, whoever wrote them");
  });

  add("evidence is kept beside the entry that names it", async (harness) => {
    const { done, reported, engine: town } = await townOn(harness.store);
    const ticket = await reported({}, { attachments: photo });
    await done({ type: "void", ticket, form: { reason: "测试" } }, "sue");
    const [story] = await town.story(ticket, person("ann"));
    const rows = await harness.raw("SELECT id, sha256, name FROM attachment");
    assert.equal(
      rows.map((row) => [row["id"], row["sha256"], row["name"]]),
      [[story?.entry.attachments?.[0]?.id, photo[0]?.sha256, photo[0]?.name]],
    );
    // The journal keeps everything but the name, which is human text.
    const { name: _name, ...facts } = photo[0] ?? {};
    assert.equal(story?.entry.attachments, [{ id: rows[0]?.["id"], ...facts }]);
  });
};

/** Only manhole covers have a standard. */
const noStandardBut01 = {
  kind: "table" as const,
  document: { ...classification, rows: classification.rows.filter(({ id }) => id !== "c2") },
};
