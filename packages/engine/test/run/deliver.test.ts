import { test } from "uvu";
import * as assert from "uvu/assert";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openLibsqlStore, type Delivery, type DeliveryState, type Engine, type Handler } from "@muster/engine";
import { person, tenant } from "../fixtures/town.ts";
import { removeTempFolders, tempFolder } from "../fixtures/temp.ts";
import { townEngine, type TownEngine } from "../fixtures/town-engine.ts";

test.after(removeTempFolders);

const photo = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];

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

test("a handler that is silent about one ticket keeps no other of its destination waiting, nor one that comes meanwhile", async () => {
  const silent = gate();
  const { taken } = silent;
  const { engine } = await townEngine({ handlers: { "in-app": silent.handler } });
  const [slow, other] = [await filed(engine), await filed(engine)];
  silent.shut(slow);
  const working = engine.work();
  await until(() => taken.length === 2);
  assert.equal(taken.toSorted(), [slow, other].toSorted());
  await settled(engine, "done", 1);
  const later = await filed(engine);
  await settled(engine, "done", 2);
  assert.is(taken.at(-1), later);
  silent.open();
  assert.is((await working).attempts, 3, "the round lasts as long as something is under way");
  await settled(engine, "done", 3);
  await engine.close();
});

test("one ticket's deliveries follow one another, however long each takes, while those of others run beside them", async () => {
  const silent = gate();
  const { taken } = silent;
  const { engine } = await townEngine({ handlers: { "in-app": silent.handler } });
  const slow = await filed(engine);
  silent.shut(slow);
  const working = engine.work();
  await until(() => taken.length === 1);
  assert.ok((await engine.execute({ type: "sign", ticket: slow }, person("hal"))).ok);
  assert.ok((await engine.execute({ type: "submit", ticket: slow, attachments: photo, form: { result: "已移走" } }, person("hal"))).ok);
  await filed(engine);
  await settled(engine, "done", 1);
  assert.is(taken.filter((ticket) => ticket === slow).length, 1, "what follows in the lane waits");
  const { length: left } = await engine.deliveries(tenant.id, "pending");
  assert.ok(left > 1);
  silent.open();
  assert.is((await working).attempts, left + 1);
  await settled(engine, "done", left + 1);
  await engine.close();
});

test("no more than 50 attempts to a destination are under way at once; where one ends, the next begins", async () => {
  const ends: (() => void)[] = [];
  let most = 0;
  let underWay = 0;
  const handler = async () => {
    most = Math.max(most, (underWay += 1));
    await new Promise<void>((resolve) => ends.push(resolve));
    underWay -= 1;
  };
  const { engine } = await townEngine({ handlers: { "in-app": handler } });
  for (let i = 0; i < 53; i += 1) await filed(engine);
  const working = engine.work();
  await until(() => ends.length === 50);
  ends[0]?.();
  await until(() => ends.length === 51);
  for (let ended = 1; ended < 53; ended += 1) {
    await until(() => ends.length > ended);
    ends[ended]?.();
  }
  assert.equal([(await working).attempts, most], [53, 50]);
  await engine.close();
});

test("what a handler answers after its lease has ended does not count: the delivery is tried again", async () => {
  const attempts: number[] = [];
  const late = ({ attempt }: Delivery) => {
    attempts.push(attempt);
    if (attempt === 1) town.clock.advance({ ms: 20_000 });
    return Promise.resolve();
  };
  const town = await waiting(late, 12);
  assert.is((await town.engine.work()).attempts, 2);
  assert.equal(attempts, [1, 2]);
  assert.is((await town.engine.deliveries(tenant.id, "done"))[0]?.attempt, 2);
  await town.engine.close();
});

test("a silent attempt and its lease's next are two attempts: the late answer of the first settles nothing", async () => {
  const answers: (() => void)[] = [];
  const town = await waiting(() => new Promise((resolve) => answers.push(resolve)), 12);
  const working = town.engine.work();
  await until(() => answers.length === 1);
  town.clock.advance({ ms: 20_000 });
  await until(() => answers.length === 2);
  answers[0]?.();
  await pause(50);
  await settled(town.engine, "pending", 1);
  answers[1]?.();
  assert.is((await working).attempts, 2);
  await settled(town.engine, "done", 1);
  await town.engine.close();
});

test("closing waits for the attempts under way and begins no more", async () => {
  const silent = gate();
  const { taken } = silent;
  const store = openLibsqlStore({ file: join(tempFolder(), "town.db") });
  const { engine } = await townEngine({
    store,
    handlers: { "in-app": silent.handler },
  });
  const slow = await filed(engine);
  silent.shut(slow);
  engine.start();
  await until(() => taken.length === 1);
  assert.ok((await engine.execute({ type: "sign", ticket: slow }, person("hal"))).ok);
  assert.ok((await engine.execute({ type: "submit", ticket: slow, attachments: photo, form: { result: "已移走" } }, person("hal"))).ok);
  const closing = engine.close();
  silent.open();
  await closing;
  assert.equal(taken, [slow], "what follows in the lane is left to the next process");
});

test("an attempt whose outcome cannot be written is told, once the others are over", async () => {
  const errors: unknown[] = [];
  const real = openLibsqlStore({ file: join(tempFolder(), "town.db") });
  let failing = true;
  const settle: typeof real.deliveries.settle = (leased, now, outcome) => {
    if (!failing) return real.deliveries.settle(leased, now, outcome);
    failing = false;
    return Promise.reject(new Error("the disk is full"));
  };
  const { engine, clock } = await townEngine({
    store: { ...real, deliveries: { ...real.deliveries, settle } },
    handlers: { "in-app": () => Promise.resolve() },
  });
  await Promise.all([filed(engine), filed(engine)]);
  await engine.work().catch((cause: unknown) => errors.push(cause));
  assert.match(String(errors), "the disk is full");
  assert.is((await engine.deliveries(tenant.id, "done")).length, 1);
  clock.advance({ ms: 20_000 });
  assert.is((await engine.work()).attempts, 1);
  await settled(engine, "done", 2);
  await engine.close();
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

/** A filed ticket: its handlers are notified of it. */
async function filed(engine: Engine): Promise<string> {
  const form = { description: "停车", area: "g1" };
  const answer = await engine.execute({ type: "report", process: "closed-loop", form }, person("che"));
  assert.ok(answer.ok && (await engine.execute({ type: "file", ticket: answer.ticket.id }, person("ann"))).ok);
  return answer.ok ? answer.ticket.id : "";
}

/** A handler that is silent about one ticket until it is opened, and the tickets it has heard of. */
function gate() {
  const taken: string[] = [];
  const held: (() => void)[] = [];
  let shut: string | undefined;
  const handler = (delivery: Delivery): Promise<void> => {
    taken.push(delivery.ticket);
    return delivery.ticket === shut ? new Promise((resolve) => held.push(resolve)) : Promise.resolve();
  };
  const open = () => {
    shut = undefined;
    for (const go of held) go();
  };
  const shutFor = (ticket: string) => {
    shut = ticket;
  };
  return { handler, taken, open, shut: shutFor };
}

/** Waits for what happens beside the test; a second is long enough for all of it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 200; !(await holds()); left -= 1) {
    if (left === 0) assert.unreachable("it did not come to pass");
    await pause(5);
  }
}

function settled(engine: Engine, state: DeliveryState, count: number): Promise<void> {
  return until(async () => (await engine.deliveries(tenant.id, state)).length === count);
}
