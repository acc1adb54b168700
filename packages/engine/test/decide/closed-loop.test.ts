import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Ticket } from "@muster/engine";
import { given, handClock, worldOf, type Step } from "@muster/engine/testing";
import { person, tenant, town } from "../fixtures/town.ts";

const world = worldOf(tenant, town);
const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];
const [ann, dan, hal, wen, ina, che, sue] = ["ann", "dan", "hal", "wen", "ina", "che", "sue"].map(person) as [P, P, P, P, P, P, P];
type P = ReturnType<typeof person>;
const resident = { kind: "reporter", tenant: tenant.id, id: "r1" } as const;
const system = { kind: "system", tenant: tenant.id } as const;

const parking: Step = [che, { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" } }];
const cover: Step = [che, { type: "report", process: "closed-loop", form: { description: "井盖缺失", area: "g1" } }];
const litter: Step = [che, { type: "report", process: "closed-loop", form: { description: "垃圾", category: "02", area: "g1" } }];
const byResident: Step = [resident, { type: "report", process: "closed-loop", form: { description: "乱停车", area: "g2" } }];
const file: Step = [ann, { type: "file" }];
const sign: Step = [hal, { type: "sign" }];
const submit: Step = [hal, { type: "submit", form: { result: "已处置" }, attachments: evidence }];
const pass: Step = [ina, { type: "pass" }];
const close: Step = [ann, { type: "close", form: { closing: "恢复" } }];

function refused(answer: ReturnType<ReturnType<ReturnType<typeof given>>["when"]>): string {
  return answer.ok ? "accepted" : answer.refusal.code;
}

test("a report is classified by its words: category, tier and the standard's limit are copied onto the ticket", () => {
  const { ticket, entries } = given(world)(cover);
  assert.is(ticket?.category, "0101");
  assert.is(ticket?.tier, 3);
  assert.equal(ticket?.standard, { id: "0101-1", version: 1, limits: [{ amount: 2, unit: "urgent-hour" }] });
  assert.equal(entries[0]?.decisions?.[0]?.rows, ["c1"]);
});

test("the journal names a text and never holds one", () => {
  const { entries } = given(world)(parking);
  assert.not.ok(JSON.stringify(entries[0]?.decisions).includes("乱停车"));
  assert.equal(Object.keys(entries[0]?.form ?? {}), ["description", "area"]);
});

test("a row marked auto dispatches a tier 2 matter to the street's own squad", () => {
  const { ticket } = given(world)(parking, file);
  assert.equal(ticket?.state, { handle: "assigned" });
  assert.is(ticket?.owner, "s1-squad");
  assert.is(ticket?.stage, "handle");
});

test("a matter without an automatic row waits for the dispatcher, already with an owner", () => {
  const story = given(world)(cover, file);
  assert.equal(story.ticket?.state, { dispatch: "dispatching" });
  assert.is(story.ticket?.owner, "water");
  const answer = story.when(dan, { type: "dispatch" });
  assert.ok(answer.ok && answer.ticket.owner === "water");
});

test("what nobody owns goes to the named last resort", () => {
  const { ticket } = given(world)([che, { type: "report", process: "closed-loop", form: { description: "怪事", area: "g1" } }], file);
  assert.is(ticket?.category, "99");
  assert.is(ticket?.owner, "d");
});

test("a report on nobody's known ground is the last resort's from the first moment, and its people see it", () => {
  const story = given(world)([resident, { type: "report", process: "closed-loop", form: { description: "停车" } }]);
  assert.is(story.ticket?.owner, "d");
  assert.is(refused(story.when(ann, { type: "file", form: { area: "g1" } })), "accepted");
});

test("the whole loop closes, and the deadline comes from the filed standard", () => {
  const clock = handClock();
  const filedAt = clock.now();
  const { ticket } = given(world, clock)(parking, file, sign, submit, pass, close);
  assert.is(ticket?.state, "closed");
  assert.is(ticket?.stage, "close");
  assert.is(ticket?.open, false);
  assert.is(ticket?.due, filedAt + 24 * 3_600_000);
});

test("whoever handled a ticket cannot verify it, even with the inspector's role", () => {
  const story = given(world)(
    cover,
    file,
    [dan, { type: "dispatch" }],
    [wen, { type: "sign" }],
    [wen, { type: "submit", form: { result: "换了" }, attachments: evidence }],
  );
  assert.is(refused(story.when(wen, { type: "pass" })), "separation-of-duty");
  assert.is(refused(story.when(ina, { type: "pass" })), "accepted");
});

test("a tier 1 matter is solved on the spot by the grid, and still verified and closed by others", () => {
  const story = given(world)(litter, [che, { type: "self-handle", form: { result: "捡了" }, attachments: evidence }]);
  assert.equal(story.ticket?.state, { verify: "verifying" });
  assert.is(story.ticket?.owner, "g1");
  assert.is(refused(story.when(che, { type: "pass" })), "not-allowed");
  assert.equal(story.ticket?.handlers, ["person:che"]);
  assert.ok(story.and(pass, close).ticket?.closedAt);
});

test("a tier 2 matter cannot be solved on the spot: the condition is named", () => {
  const answer = given(world)(parking).when(che, { type: "self-handle", form: { result: "x" }, attachments: evidence });
  assert.is(refused(answer), "condition-not-met");
  assert.match(answer.ok ? "" : answer.refusal.detail.en, "ticket.tier = 1");
});

test("failed verification sends the ticket back to the same handler and counts the rework", () => {
  const { ticket } = given(world)(parking, file, sign, submit, [ina, { type: "fail", form: { reason: "还在" } }]);
  assert.equal(ticket?.state, { handle: "handling" });
  assert.is(ticket?.counts["rework"], 1);
  assert.is(ticket?.owner, "s1-squad");
});

test("a return keeps what was filled in, needs a reason and a receiver, and does not route by itself again", () => {
  const story = given(world)(parking, file, sign);
  assert.is(refused(story.when(hal, { type: "return", form: { reason: "不归我管" } })), "bad-input");
  assert.is(refused(story.when(hal, { type: "return", form: { reason: "不归我管", receiver: "d" } })), "bad-input");
  const { ticket } = story.and([hal, { type: "return", form: { reason: "不归我管", receiver: "d", receivedBy: "dan" } }]);
  assert.equal(ticket?.state, { dispatch: "dispatching" });
  assert.equal(ticket?.returned, { receiver: "d", receivedBy: "person:dan" });
  assert.equal([ticket?.owner, ticket?.pastOwners], ["d", ["s1-squad"]]);
  assert.is(ticket?.category, "0201");
  assert.ok(ticket?.texts["description"]);
});

test("the person a return was handed to cannot take the next step forward; another one can", () => {
  const story = given(world)(parking, file, sign, [hal, { type: "return", form: { reason: "x", receiver: "d", receivedBy: "dan" } }]);
  assert.is(refused(story.when(dan, { type: "dispatch", form: { owner: "water" } })), "separation-of-duty");
});

test("a return goes to another unit than the one that handles it, and to somebody there who is not its sender", () => {
  const story = given(world)(parking, file, sign);
  const back = (receiver: string, receivedBy: string) => {
    const answer = story.when(hal, { type: "return", form: { reason: "x", receiver, receivedBy } });
    return answer.ok ? "accepted" : answer.refusal.place;
  };
  assert.is(back("s1-squad", "dan"), "/form/receiver");
  assert.is(back("s1", "hal"), "/form/receivedBy");
  assert.is(back("water", "che"), "/form/receivedBy");
  assert.is(back("s1", "dan"), "accepted");
});

test("a step aside neither makes its taker a handler nor ends what a return left behind", () => {
  const clock = handClock();
  const until = clock.now() + 1000;
  const { ticket } = given(world, clock)(parking, file, sign, [dan, { type: "suspend", form: { until, reason: "x" } }]);
  assert.equal(ticket?.handlers, ["person:hal"]);
});

test("a suspension has an end in the future and within a year", () => {
  const clock = handClock();
  const story = given(world, clock)(parking, file, sign);
  const day = 86_400_000;
  for (const until of [clock.now(), clock.now() - day, clock.now() + 367 * day]) {
    assert.is(refused(story.when(dan, { type: "suspend", form: { until, reason: "x" } })), "bad-input");
  }
  assert.is(refused(story.when(dan, { type: "suspend", form: { until: clock.now() + 366 * day, reason: "x" } })), "accepted");
});

test("co-handlers are named once each", () => {
  const story = given(world)(cover, file);
  const names = (...coHandlers: string[]) => refused(story.when(dan, { type: "dispatch", form: { coHandlers } }));
  assert.equal([names("s1", "s1"), names("s1", "water")], ["bad-input", "accepted"]);
});

test("raising the tier asks the route table again and gives the ticket to the next level", () => {
  const { ticket } = given(world)(litter, file, [dan, { type: "raise-tier", form: { reason: "处理不了" } }]);
  assert.is(ticket?.tier, 2);
  assert.is(ticket?.owner, "s1-squad");
  assert.equal(ticket?.pastOwners, ["g1"]);
});

test("suspending pauses until its date and then resumes where it was, by itself", () => {
  const clock = handClock();
  const until = clock.now() + 86_400_000;
  const story = given(world, clock)(parking, file, sign, [dan, { type: "suspend", form: { until, reason: "等配件" } }]);
  const [timer, armed] = Object.entries(story.ticket?.timers ?? {})[0] ?? [];
  assert.equal(armed, { generation: 1, due: until });
  const fire = { type: "timer", form: { timer: timer ?? "", generation: 1 } };
  assert.is(refused(story.when(system, fire)), "not-now");
  clock.set(until);
  const answer = story.when(system, fire);
  assert.ok(answer.ok);
  if (answer.ok) assert.equal([answer.ticket.state, answer.ticket.timers], [{ handle: "handling" }, {}]);
});

test("whatever happened before, a suspended ticket goes on being handled, signed as it was", () => {
  const clock = handClock();
  const suspend = (): Step => [dan, { type: "suspend", form: { until: clock.now() + 1000, reason: "等配件" } }];
  const resume: Step = [dan, { type: "resume" }];
  const back: Step = [hal, { type: "return", form: { reason: "x", receiver: "d", receivedBy: "ann" } }];
  const again: readonly Step[] = [[dan, { type: "dispatch", form: { owner: "s1-squad" } }], sign];
  const stories = [
    given(world, clock)(parking, file, sign, suspend(), [dan, { type: "raise-tier", form: { reason: "x" } }], ...again, suspend()),
    given(world, clock)(parking, file, back, ...again, suspend()),
  ];
  for (const story of stories) assert.equal(story.and(resume).ticket?.state, { handle: "handling" });
  clock.advance({ hours: 1 });
  for (const story of stories) {
    const [timer] = Object.entries(story.ticket?.timers ?? {}).map(([id, { generation }]) => ({ timer: id, generation }));
    const fired = story.and([system, { type: "timer", form: timer ?? {} }]);
    assert.equal([fired.ticket?.state, fired.ticket?.timers], [{ handle: "handling" }, {}]);
  }
});

test("a duplicate is not merged into a ticket that has ended", () => {
  const ended = { ...(given(world)(cover, [sue, { type: "void", form: { reason: "x" } }]).ticket as Ticket), id: "ended" };
  const beside = given(world, handClock(), [ended])(parking);
  assert.is(refused(beside.when(ann, { type: "merge", form: { mergedInto: "ended" } })), "bad-input");
});

test("a resident is not asked what is the office's to say, nor may claim another source's key", () => {
  const say = (form: Readonly<Record<string, string | number>>, more: object = {}) =>
    refused(given(world)().when(resident, { type: "report", process: "closed-loop", form, ...more }));
  assert.is(say({ description: "乱停车", area: "g1" }), "accepted");
  for (const inner of [{ due: 1 }, { priority: 5 }, { tier: 1 }, { standard: "0101-1" }])
    assert.is(say({ description: "x", ...inner }), "bad-input");
  assert.is(say({ description: "x" }, { source: "12345", sourceKey: "K1" }), "not-allowed");
});

test("spaces alone fill in nothing", () => {
  const story = given(world)(parking);
  assert.is(refused(story.when(ann, { type: "comment", form: { comment: "   " } })), "bad-input");
});

test("asking what would happen leaves no trace in what happens after", () => {
  const quiet = given(world)(parking);
  const asked = given(world)(parking);
  asked.when(ann, { type: "comment", form: { comment: "谁" } });
  assert.equal(
    asked.and(file, [ann, { type: "comment", form: { comment: "x" } }]).entries,
    quiet.and(file, [ann, { type: "comment", form: { comment: "x" } }]).entries,
  );
});

test("a timer of an earlier visit is stale: each visit is a generation of its own", () => {
  const clock = handClock();
  const suspend: Step = [dan, { type: "suspend", form: { until: clock.now() + 1000, reason: "x" } }];
  const story = given(world, clock)(parking, file, sign, suspend, [dan, { type: "resume" }], suspend);
  const timer = Object.keys(story.ticket?.timers ?? {})[0] ?? "";
  clock.advance({ hours: 1 });
  assert.is(refused(story.when(system, { type: "timer", form: { timer, generation: 1 } })), "stale-timer");
  assert.is(refused(story.when(system, { type: "timer", form: { timer, generation: 2 } })), "accepted");
});

test("only the engine sends timers, and nobody sends XState's own events", () => {
  const story = given(world)(parking, file, sign, submit, pass, close);
  const timer = Object.keys(story.ticket?.timers ?? {})[0] ?? "";
  assert.is(refused(story.when(ann, { type: "timer", form: { timer, generation: 1 } })), "unknown-command");
  assert.is(refused(story.when(ann, { type: timer })), "unknown-command");
});

test("a closed ticket is archived after fifteen days unless it is reopened", () => {
  const clock = handClock();
  const story = given(world, clock)(
    byResident,
    file,
    [hal, { type: "sign" }],
    submit,
    [person("ina"), { type: "pass" }],
    [resident, { type: "satisfied" }],
  );
  const timer = Object.keys(story.ticket?.timers ?? {})[0] ?? "";
  const reopened = story.and([resident, { type: "reopen", form: { reason: "又来了" } }]).ticket;
  assert.equal([reopened?.open, reopened?.closedAt, reopened?.timers, reopened?.counts["reopenings"]], [true, undefined, {}, 1]);
  clock.advance({ days: 15 });
  const archived = story.and([system, { type: "timer", form: { timer, generation: 1 } }]).ticket;
  assert.is(archived?.state, "archived");
});

test("declining, voiding, force-closing and merging each end the ticket with their own state", () => {
  const reported = given(world)(parking);
  assert.is(reported.and([ann, { type: "decline", form: { reason: "重复" } }]).ticket?.state, "declined");
  assert.is(reported.and([sue, { type: "void", form: { reason: "误报" } }]).ticket?.state, "voided");
  assert.is(reported.and(file, [sue, { type: "force-close", form: { reason: "移交" } }]).ticket?.state, "force-closed");
  const master = { ...(given(world)(cover).ticket as Ticket), id: "other" };
  const beside = given(world, handClock(), [master, { ...master, id: "gone", mergedInto: "other" }])(parking);
  assert.is(refused(beside.when(ann, { type: "merge", form: { mergedInto: "nowhere" } })), "bad-input");
  assert.is(refused(beside.when(ann, { type: "merge", form: { mergedInto: "gone" } })), "bad-input");
  const merged = beside.when(ann, { type: "merge", form: { mergedInto: "other" } });
  assert.ok(merged.ok);
  if (merged.ok) {
    assert.is(merged.ticket.state, "merged");
    assert.equal(
      merged.effects.map(({ destination, payload }) => [destination, payload]),
      [["engine", { type: "absorb", ticket: "other", form: { ticket: merged.ticket.id } }]],
    );
  }
});

test("a check by the grid's inspector comes back to the acceptor with its finding", () => {
  const { ticket } = given(world)(
    byResident,
    [ann, { type: "check" }],
    [person("ina"), { type: "checked", form: { holds: true, finding: "属实" } }],
  );
  assert.equal(ticket?.state, { report: "accepting" });
  assert.is(ticket?.fields["holds"], true);
});

test("a historical command arms no timer and sends nothing, and only an importer may send one", () => {
  const imp = person("imp");
  const report: Step = [
    imp,
    { type: "report", process: "closed-loop", at: 1000, historical: true, form: { description: "乱停车", area: "g1" } },
  ];
  const at = (step: Step, when: number): Step => [step[0], { ...step[1], at: when, historical: true }];
  assert.throws(() => given(world)(at(parking, 1000)), /not-allowed/);
  const answer = given(world)(report).when(imp, { type: "void", at: 2000, historical: true });
  assert.is(refused(answer), "not-allowed");
  assert.is(given(world)(report).ticket?.reportedAt, 1000);
  assert.is(refused(given(world)(report).when(imp, { type: "void", historical: true })), "bad-input");
});

test("time goes forward only: before the last entry and in the future are refused, a clock set back is not", () => {
  const clock = handClock();
  const story = given(world, clock)(parking);
  const imp = person("imp");
  assert.is(refused(story.when(imp, { type: "file", at: clock.now() + 1 })), "time-order");
  assert.is(refused(story.when(imp, { type: "file", at: clock.now() - 1 })), "time-order");
  clock.advance({ hours: -1 });
  const answer = story.when(ann, { type: "file" });
  assert.ok(answer.ok && answer.entry.at === clock.now() + 3_600_000);
});

test.run();
