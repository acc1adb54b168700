import * as assert from "uvu/assert";
import { createEngine, type Engine, type ExportRecord } from "@muster/engine";
import { handClock } from "@muster/engine/testing";
import { blownOn, doOn, settle } from "../../fixtures/joint-engine.ts";
import { dee, hal, ina, sam, wen, wholeLeg } from "../../fixtures/joint-town.ts";
import { tenant } from "../../fixtures/town.ts";
import type { Section } from "./harness.ts";

/** What the called units wrote, each in its leg. */
const said = ["不归我们管", "车主已联系", "已清理"];

/** A whistle with all that can happen to its legs; answers the ticket. */
async function rich(engine: Engine): Promise<string> {
  return blownOn(
    engine,
    [wen, { type: "object", leg: "water", form: { reason: "不归我们管" } }],
    [sam, { type: "disapprove", leg: "water", form: { request: "object", opinion: "须到场" } }],
    [hal, { type: "claim", leg: "s1-squad" }],
    [hal, { type: "comment", leg: "s1-squad", form: { comment: "车主已联系" } }],
    [wen, { type: "extend", leg: "water", form: { amount: 1, unit: "natural-day", reason: "人手不够" } }],
    [dee, { type: "approve", leg: "water", form: { request: "extend" } }],
    ...wholeLeg(hal, "s1-squad"),
    ...wholeLeg(wen, "water"),
    [ina, { type: "rework-legs", form: { legs: ["water"], reason: "没清干净" } }],
    [wen, { type: "sign", leg: "water" }],
  );
}

async function exported(engine: Engine): Promise<string> {
  const records: ExportRecord[] = [];
  for await (const record of engine.export(tenant.id)) records.push(record);
  return JSON.stringify(records);
}

/** Whistles on the store. */
export const whistles: Section = (add) => {
  add("journals with legs verify, also in a store that is opened again", async (harness) => {
    const clock = handClock();
    const engine = createEngine({ store: harness.store, now: clock.now });
    await settle(engine);
    const ticket = await rich(engine);
    clock.advance({ hours: 30 });
    await engine.work();
    await blownOn(engine, [sam, { type: "force-complete", form: { reason: "已由交警处理" } }]);
    const again = createEngine({ store: await harness.reopen(), now: clock.now });
    assert.equal((await again.verify(tenant.id)).faults, []);
    await doOn(again, ticket, ...wholeLeg(wen, "water").slice(1));
    const read = await again.ticket(ticket, dee);
    assert.is(read?.whistle?.joinedAt, clock.now());
    assert.equal((await again.verify(tenant.id)).faults, []);
  });

  add("what waits in a leg is in its unit's inbox under that leg, until the leg ends", async ({ store }) => {
    const engine = createEngine({ store });
    await settle(engine);
    const ticket = await blownOn(engine);
    const waiting = async (who: typeof wen) => (await engine.inbox(who)).map(({ leg, part }) => [leg, part.kind, part.role, part.unit]);
    assert.equal(await waiting(wen), [["1.water", "leg", "handler", "water"]]);
    assert.equal(await waiting(hal), [["1.s1-squad", "leg", "handler", "s1-squad"]]);
    await doOn(engine, ticket, [wen, { type: "object", leg: "water", form: { reason: "不归我们管" } }]);
    assert.equal((await waiting(sam))[0], ["1.water", "approval", "supervisor", "g1"]);
    await doOn(engine, ticket, [sam, { type: "approve", leg: "water", form: { request: "object" } }]);
    assert.equal([await waiting(wen), await waiting(sam)], [[], []]);
  });

  add("erasing the reporter leaves no word of what was written in the legs, and the journal whole", async ({ store }) => {
    const engine = createEngine({ store });
    await settle(engine);
    const ticket = await rich(engine);
    const before = await exported(engine);
    for (const word of said) assert.ok(before.includes(word), word);
    await engine.erase(tenant.id, "r1");
    const after = `${await exported(engine)} ${JSON.stringify(await engine.story(ticket, dee))}`;
    for (const word of [...said, "人手不够", "须到场", "没清干净", "一起清理"]) assert.not.ok(after.includes(word), word);
    assert.equal((await engine.verify(tenant.id)).faults, []);
    await doOn(engine, ticket, ...wholeLeg(wen, "water").slice(1));
    assert.equal((await engine.verify(tenant.id)).faults, []);
  });
};
