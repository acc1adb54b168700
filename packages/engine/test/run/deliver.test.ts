import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Delivery, Handler } from "@muster/engine";
import { person, tenant } from "../fixtures/town.ts";
import { removeTempFolders } from "../fixtures/temp.ts";
import { townEngine, type TownEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

test("a delivery put back by hand has all its tries again, while its attempts are counted on", async () => {
  const attempts: number[] = [];
  const handler = (delivery: Delivery): Promise<void> => {
    attempts.push(delivery.attempt);
    assert.not("tries" in delivery, "the envelope is the same but for the attempt");
    return Promise.reject(new Error("the receiver is down"));
  };
  const { engine, clock } = await waiting(handler, 2);
  for (let round = 0; round < 3; round += 1) {
    await engine.work();
    clock.advance({ ms: 1000 });
  }
  const [dead] = await engine.deliveries(tenant.id, "dead");
  assert.ok(await engine.redeliver(tenant.id, dead?.id ?? ""));
  await engine.work();
  clock.advance({ ms: 999 });
  await engine.work();
  assert.equal(attempts, [1, 2, 3], "the wait begins anew with a second");
  clock.advance({ ms: 1 });
  await engine.work();
  assert.equal(attempts, [1, 2, 3, 4]);
  const [again] = await engine.deliveries(tenant.id, "dead");
  assert.equal([again?.attempt, again?.tries, again?.error], [4, 2, "the receiver is down"]);
  await engine.close();
});

test("whatever a handler throws, its delivery is settled", async () => {
  for (const [thrown, error] of [
    [Object.create(null), "an error without a message"],
    [new Error("a\0b"), "a\uFFFDb"],
    [undefined, "undefined"],
  ] as const) {
    const { engine } = await waiting(() => Promise.reject(thrown), 1);
    assert.is((await engine.work()).attempts, 1);
    assert.is((await engine.deliveries(tenant.id, "dead"))[0]?.error, error);
    await engine.close();
  }
});

test("a handler that hands on what its receiver answered has delivered; only a reason makes it undeliverable", async () => {
  for (const [answer, state] of [
    [{ status: 200 }, "done"],
    ["queued", "done"],
    [{ undeliverable: "no such number" }, "undeliverable"],
  ] as const) {
    const { engine } = await waiting((() => Promise.resolve(answer)) as Handler, 1);
    await engine.work();
    assert.is((await engine.deliveries(tenant.id, state)).length, 1, state);
    await engine.close();
  }
});

test.run();

/** An engine with one delivery that waits for this handler. */
async function waiting(handler: Handler, maxAttempts: number): Promise<TownEngine> {
  const town = await townEngine({ handlers: { "in-app": handler }, maxAttempts });
  const form = { description: "停车", area: "g1" };
  const answer = await town.engine.execute({ type: "report", process: "closed-loop", form }, person("che"));
  assert.ok(answer.ok && (await town.engine.execute({ type: "file", ticket: answer.ticket.id }, person("ann"))).ok);
  return town;
}
