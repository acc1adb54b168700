import { createEngine } from "@muster/engine";
import * as assert from "uvu/assert";
import { person, tenant } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";
import { scenario } from "./scenario.ts";
import { photo, townOn } from "./town-engine.ts";

/** The engine at work on the store, in the town. */
export const engine: Section = (add) => {
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
