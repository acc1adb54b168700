import { test } from "uvu";
import * as assert from "uvu/assert";
import { fold } from "@muster/engine";
import { given, worldOf } from "@muster/engine/testing";
import { closedLoopDocument, closedLoopDraft } from "../../fixtures/closed-loop.ts";
import { partsOf } from "../../../src/decide/parts.ts";
import type { Process } from "../../../src/decide/process.ts";
import { canonical } from "../../../src/model/canonical.ts";
import { assigned, at, officeTown, wall } from "../../fixtures/office-town.ts";
import { person, tenant, town } from "../../fixtures/town.ts";

const [hal, sam, dan, deb, sue] = [person("hal"), person("sam"), person("dan"), person("deb"), person("sue")];
const world = officeTown();
const extension = { amount: 1, unit: "work-day", reason: "等待配件" };

const start = "2026-03-02 16:00";
const due = (life: ReturnType<typeof assigned>) => wall(life.ticket().clocks?.["handle"]?.due ?? 0);
const waiting = (life: ReturnType<typeof assigned>) =>
  partsOf(world, world.process("closed-loop") as Process, life.ticket()).flatMap(({ kind, key, role, unit }) =>
    kind === "ticket" ? [] : [`${key} ${role} ${unit}`],
  );

test("a request goes up its chain, and only the last approval does what was asked, in the name of whoever asked", () => {
  const life = assigned(world, start);
  assert.is(due(life), "03-03 16:00");
  life.does(hal, "extend", extension);
  assert.is(due(life), "03-03 16:00", "nothing is done yet");
  assert.equal(waiting(life), ["approval/extend supervisor s1-squad"]);
  life.does(sam, "approve", { request: "extend", opinion: "情况属实" });
  assert.is(due(life), "03-03 16:00");
  assert.equal(waiting(life), ["approval/extend dispatcher g1"]);
  life.does(dan, "approve", { request: "extend" });
  assert.is(due(life), "03-04 16:00");
  assert.equal(waiting(life), []);
  assert.is(life.ticket().requests, undefined);
  const last = life.entries().at(-1);
  assert.equal([last?.type, last?.actor], ["approve", { kind: "person", id: "dan" }]);
  assert.is(canonical(fold(life.entries())), canonical(life.ticket()));
});

test("who asked cannot agree, nobody agrees twice, and each step is for who holds its role", () => {
  const life = assigned(world, start);
  life.does(hal, "extend", extension);
  assert.is(life.refused(hal, "approve", { request: "extend" }), "separation-of-duty");
  assert.is(life.refused(dan, "approve", { request: "extend" }), "not-allowed", "the supervisor comes first");
  life.does(sue, "approve", { request: "extend" });
  assert.is(life.refused(sue, "approve", { request: "extend" }), "separation-of-duty");
  assert.equal(
    [hal, sam, sue, dan].map((actor) =>
      life
        .offered(actor)
        .filter((command) => ["approve", "disapprove", "withdraw"].includes(command))
        .join(),
    ),
    ["withdraw", "", "", "approve,disapprove"],
  );
});

test("nobody agrees at work to what they asked for as a resident", () => {
  const document = structuredClone(closedLoopDocument) as { meta: { abilities: Record<string, object> } };
  document.meta.abilities["comment"] = { by: [{ role: "reporter" }], approvals: [{ role: "handler", at: "owner" }] };
  const asking = worldOf(tenant, [...town.filter((draft) => draft !== closedLoopDraft), { kind: "process", document }]);
  const resident = { kind: "reporter", tenant: tenant.id, id: "hal" } as const;
  const story = given(asking)(
    [resident, { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" } }],
    [person("ann"), { type: "file" }],
    [resident, { type: "comment", form: { comment: "请尽快" } }],
  );
  const answer = story.when(hal, { type: "approve", form: { request: "comment" } });
  assert.is(answer.ok ? "" : answer.refusal.code, "separation-of-duty");
});

test("a refusal takes a reason, ends the request, and does not count against the next", () => {
  const life = assigned(world, start);
  for (let again = 0; again < 4; again += 1) {
    life.does(hal, "extend", extension);
    assert.is(life.refused(sam, "disapprove", { request: "extend" }), "bad-input");
    life.does(sam, "disapprove", { request: "extend", opinion: "人手足够" });
    assert.is(life.ticket().requests, undefined);
  }
  life.does(hal, "extend", extension);
  life.does(sam, "approve", { request: "extend" });
  life.does(dan, "approve", { request: "extend" });
  assert.is(due(life), "03-04 16:00");
});

test("a request waits alone among its kind, and whoever asked may withdraw it", () => {
  const life = assigned(world, start);
  life.does(hal, "extend", extension);
  assert.is(life.refused(hal, "extend", extension), "not-now");
  assert.not.ok(life.offered(hal).includes("extend"));
  assert.is(life.refused(sam, "withdraw", { request: "extend" }), "not-allowed");
  life.does(hal, "withdraw", { request: "extend" });
  assert.is(life.refused(sam, "approve", { request: "extend" }), "not-now");
  life.does(hal, "extend", extension);
});

test("a suspension that a handler asks for goes up a chain, one by the dispatcher is done at once", () => {
  const asked = assigned(world, start);
  asked.does(hal, "sign");
  const form = { until: at("2026-03-05 08:00"), reason: "待天晴" };
  asked.does(hal, "suspend", form);
  assert.equal(asked.ticket().state, { handle: "handling" });
  asked.does(sam, "approve", { request: "suspend", opinion: "同意" });
  asked.does(dan, "approve", { request: "suspend" });
  assert.equal(asked.ticket().state, { handle: "suspended" });
  assert.is(asked.ticket().fields["until"], form.until);
  asked.pass("2026-03-05 09:00");
  assert.equal(asked.ticket().state, { handle: "handling" }, "it resumes by itself");
  const direct = assigned(world, start);
  direct.does(hal, "sign");
  direct.does(dan, "suspend", form);
  assert.equal(direct.ticket().state, { handle: "suspended" });
});

test("what is not possible any more when the last agrees is refused for that reason, and can still be refused or withdrawn", () => {
  const life = assigned(world, start);
  life.does(hal, "sign");
  life.does(hal, "suspend", { until: at("2026-03-03 08:00"), reason: "待天晴" });
  life.does(sam, "approve", { request: "suspend" });
  life.sleep("2026-03-03 09:00");
  assert.is(life.refused(dan, "approve", { request: "suspend" }), "bad-input");
  life.does(hal, "withdraw", { request: "suspend" });
  assert.is(life.ticket().requests, undefined);
});

test("a request that was made in time may be agreed to when the limit has passed", () => {
  const life = assigned(world, start);
  life.does(hal, "extend", extension);
  life.sleep("2026-03-04 08:30");
  life.does(sam, "approve", { request: "extend" });
  life.does(dan, "approve", { request: "extend" });
  assert.is(due(life), "03-04 16:00");
});

test("reassignment voids what waits for approval, and so does the end", () => {
  const life = assigned(world, start);
  life.does(hal, "extend", extension);
  life.does(dan, "reassign", { owner: "water", reason: "职责所在" });
  assert.is(life.ticket().requests, undefined);
  const ended = assigned(world, start);
  ended.does(hal, "extend", extension);
  ended.does(sue, "void", { reason: "重复" });
  assert.is(ended.ticket().requests, undefined);
  assert.is(ended.refused(deb, "approve", { request: "extend" }), "not-now");
});

test("what was asked of a closed ticket is void once it is opened again", () => {
  const life = assigned(world, start);
  life.sleep("2026-03-05 10:00");
  life.does(hal, "sign");
  life.does(hal, "submit", { result: "已处置" });
  life.does(person("ina"), "pass");
  life.does(person("ann"), "close", { closing: "已恢复" });
  life.does(hal, "appeal", { reason: "道路封闭" });
  life.does(person("ann"), "reopen", { reason: "又有车乱停" });
  assert.is(life.ticket().requests, undefined);
  assert.equal(waiting(life), []);
});

test.run();
