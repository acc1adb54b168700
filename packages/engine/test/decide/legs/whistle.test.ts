import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, worldOf, type Story } from "@muster/engine/testing";
import { partsOf } from "../../../src/decide/parts.ts";
import {
  ann,
  dan,
  dee,
  fay,
  hal,
  ina,
  jointTown,
  photo,
  sam,
  squadAndPaired,
  wen,
  whistle,
  wholeLeg,
  wildParking,
} from "../../fixtures/joint-town.ts";
import { canonical } from "../../../src/model/canonical.ts";
import { person, tenant } from "../../fixtures/town.ts";

const world = worldOf(tenant, jointTown);

function blown(form: object = {}, clock = handClock()): Story {
  return given(world, clock)(wildParking, [dee, whistle(form)]);
}

const refused = (answer: ReturnType<Story["when"]>): string => (answer.ok ? "accepted" : answer.refusal.code);
const outcomes = ({ ticket }: Story) =>
  Object.entries(ticket?.legs ?? {}).map(([key, { outcome, open, endedBy }]) =>
    `${key} ${open ? "open" : outcome} ${endedBy ?? ""}`.trim(),
  );

test("a whistle calls units by what they do and by who is paired with the ground, each to a leg of its own", () => {
  const { ticket } = blown();
  assert.equal(
    Object.entries(ticket?.legs ?? {}).map(([key, { unit, role, via, round, state, open }]) => [key, unit, role, via, round, state, open]),
    [
      ["1.s1-squad", "s1-squad", "lead", "function", 1, "called", true],
      ["1.water", "water", "paired", "pairing", 1, "called", true],
    ],
  );
  assert.equal(ticket?.state, { handle: "joint" });
  assert.is(ticket?.whistle?.by, "person:dee");
});

test("each called unit is told and finds its leg in its inbox, due by the leg's own clock", () => {
  const story = blown();
  const ticket = story.ticket as NonNullable<Story["ticket"]>;
  const process = world.process("closed-loop");
  assert.ok(process);
  const parts = partsOf(world, process, ticket).filter(({ kind }) => kind === "leg");
  assert.equal(
    parts.map(({ unit, role, due }) => [unit, role, (due ?? 0) - ticket.at]),
    [
      ["s1-squad", "handler", 3_600_000],
      ["water", "handler", 3_600_000],
    ],
  );
  const answer = given(world)(wildParking).when(dee, whistle());
  const told = answer.ok ? answer.effects.filter(({ topic }) => topic === "called") : [];
  assert.equal(
    told.map(({ payload }) => [payload["leg"], payload["unit"]]),
    [
      ["1.s1-squad", "s1-squad"],
      ["1.water", "water"],
    ],
  );
});

test("the ticket goes on once every called unit has done its part, and nobody of them verifies it", () => {
  const story = blown().and(...wholeLeg(hal, "s1-squad"));
  assert.equal(story.ticket?.state, { handle: "joint" });
  const joined = story.and(...wholeLeg(wen, "1.water"));
  assert.equal(joined.ticket?.state, { verify: "verifying" });
  assert.equal(outcomes(joined), ["1.s1-squad done", "1.water done"]);
  assert.ok(joined.ticket?.whistle?.joinedAt);
  assert.is(refused(joined.when(wen, { type: "pass" })), "separation-of-duty");
  assert.is(refused(joined.when(dee, { type: "pass" })), "accepted", "whoever blew the whistle has handled nothing");
});

test("an entry names the leg it happened to and where that went", () => {
  const entry = blown()
    .and([hal, { type: "sign", leg: "s1-squad" }])
    .entries.at(-1);
  assert.equal(entry?.leg, { key: "1.s1-squad", from: "called", to: "signed" });
  assert.equal([entry?.from, entry?.to], [{ handle: "joint" }, { handle: "joint" }]);
});

test("a leg is answered once, by its own unit, and not after its end", () => {
  const signed = blown().and([hal, { type: "sign", leg: "s1-squad" }]);
  const twice = signed.when(hal, { type: "sign", leg: "s1-squad" });
  assert.is(refused(twice), "not-now");
  assert.match(twice.ok ? "" : twice.refusal.detail.en, /The leg 1\.s1-squad of ticket \S+ is "Signed"/);
  assert.match(twice.ok ? "" : twice.refusal.detail["zh-CN"], /的子任务 1\.s1-squad 处于“已签收”/);
  assert.is(refused(signed.when(wen, { type: "contact", leg: "s1-squad" })), "not-allowed");
  assert.is(refused(signed.when(fay, { type: "sign", leg: "s1-squad" })), "unknown-ticket", "who was not called does not know of it");
  const ended = signed.and([dee, { type: "cancel-legs", form: { legs: ["s1-squad"], reason: "不用了" } }]);
  assert.is(refused(ended.when(hal, { type: "contact", leg: "s1-squad" })), "not-now");
  assert.is(refused(ended.when(hal, { type: "contact", leg: "2.nobody" })), "unknown-leg");
});

const badCalls: readonly (readonly [why: string, calls: unknown])[] = [
  ["nobody", []],
  ["only who is informed", [{ unit: "water", role: "informed" }]],
  ["a unit that is not there", [{ unit: "moon", role: "lead" }]],
  ["a function that the ground does not have", [{ unit: "area:street/fire", role: "lead" }]],
  ["a role that is not there", [{ unit: "water", role: "boss" }]],
  ["what is no call", ["water"]],
];

for (const [why, calls] of badCalls) {
  test(`a whistle that calls ${why} is refused, and says so`, () => {
    const answer = given(world)(wildParking).when(dee, whistle({ calls }));
    assert.is(refused(answer), "bad-input");
    assert.is(answer.ok ? "" : answer.refusal.place, "/form/calls");
  });
}

test("a unit that is found both by function and by pairing is called once, in the stronger role", () => {
  const { ticket } = blown({ calls: [{ unit: "water", role: "support" }, ...squadAndPaired, { unit: "water", role: "lead" }] });
  assert.equal(
    Object.values(ticket?.legs ?? {}).map(({ unit, role }) => `${unit} ${role}`),
    ["water lead", "s1-squad lead"],
  );
});

test("an urgent whistle goes on once those in the lead are done; the others are let off", () => {
  const joined = blown({ kind: "urgent" }).and(...wholeLeg(hal, "s1-squad"));
  assert.equal(joined.ticket?.state, { verify: "verifying" });
  assert.equal(outcomes(joined), ["1.s1-squad done", "1.water cancelled finish"]);
});

test("the limits of its kind go before those of the legs' process", () => {
  const at = (kind: string) =>
    Object.values(blown({ kind }).ticket?.legs ?? {}).map(({ clocks, calledAt }) => (clocks?.["arrive"]?.due ?? 0) - calledAt);
  assert.equal(at("urgent"), [1_800_000, 1_800_000]);
  assert.equal(at("daily"), [5 * 86_400_000, 5 * 86_400_000]);
  const { arrive, sign } = blown({ kind: "daily" }).ticket?.legs?.["1.water"]?.clocks ?? {};
  assert.equal([arrive?.basis.type, sign?.basis.type], ["whistle", "process"]);
});

test("who objects is let off once the approver agrees; when nobody is left the blower is told, and may call others", () => {
  const asked = blown({ calls: [{ unit: "water", role: "lead" }] }).and([
    wen,
    { type: "object", leg: "water", form: { reason: "不归我们管" } },
  ]);
  assert.equal(outcomes(asked), ["1.water open"]);
  assert.is(refused(asked.when(wen, { type: "approve", leg: "water", form: { request: "object" } })), "separation-of-duty");
  const bounced = asked.and([sam, { type: "approve", leg: "water", form: { request: "object" } }]);
  assert.equal(outcomes(bounced), ["1.water bounced"]);
  assert.ok(bounced.ticket?.whistle?.strandedAt);
  assert.equal(bounced.ticket.state, { handle: "joint" });
  const again = bounced.and([dee, { type: "call-again", form: { calls: [{ unit: "s1-squad", role: "lead" }], reason: "改叫中队" } }]);
  assert.equal(outcomes(again), ["1.water bounced", "1.s1-squad open"]);
  assert.is(again.ticket?.legs?.["1.s1-squad"]?.round, 2);
  assert.not(again.ticket?.whistle?.strandedAt);
  assert.equal(again.and(...wholeLeg(hal, "s1-squad")).ticket?.state, { verify: "verifying" });
});

test("an objection that is not agreed to leaves the leg where it was", () => {
  const story = blown().and(
    [wen, { type: "object", leg: "water", form: { reason: "没空" } }],
    [sam, { type: "disapprove", leg: "water", form: { request: "object", opinion: "必须去" } }],
    [wen, { type: "sign", leg: "water" }],
  );
  assert.is(story.ticket?.legs?.["1.water"]?.state, "signed");
});

test("who was missing is called again, up to three rounds, and begins anew; who is done is not called", () => {
  const calls = (unit: string) => ({ type: "call-again", form: { calls: [{ unit, role: "support" }], reason: "没有来" } }) as const;
  const second = blown().and([wen, { type: "sign", leg: "water" }], [dee, calls("water")]);
  assert.is(second.ticket?.legs?.["1.water"]?.state, "called");
  assert.is(second.ticket?.legs?.["1.water"]?.clocks?.["sign"]?.generation, 2);
  const third = second.and(...wholeLeg(hal, "s1-squad"), [dee, calls("fire")]);
  assert.is(refused(third.when(dee, calls("roads"))), "condition-not-met");
  assert.is(refused(second.and(...wholeLeg(hal, "s1-squad")).when(dee, calls("s1-squad"))), "bad-input");
});

test("letting off the rest with a reason goes on by what the others have done", () => {
  const story = blown().and(...wholeLeg(hal, "s1-squad"), [dee, { type: "cancel-legs", form: { reason: "够了" } }]);
  assert.equal(story.ticket?.state, { verify: "verifying" });
  assert.equal(outcomes(story), ["1.s1-squad done", "1.water cancelled cancel-legs"]);
});

test("a supervisor may force a joint handling to its end, with a reason", () => {
  assert.is(refused(blown().when(sam, { type: "force-complete", form: {} })), "bad-input");
  const story = blown().and([sam, { type: "force-complete", form: { reason: "已由交警处理" } }]);
  assert.equal(outcomes(story), ["1.s1-squad cancelled force-complete", "1.water cancelled force-complete"]);
  assert.equal(story.ticket?.state, { verify: "verifying" });
});

test("rework opens the legs again that it names, and only those", () => {
  const joined = blown().and(...wholeLeg(hal, "s1-squad"), ...wholeLeg(wen, "water"));
  assert.is(refused(joined.when(dee, { type: "rework-legs", form: { legs: [], reason: "x" } })), "bad-input");
  assert.is(refused(joined.when(dee, { type: "rework-legs", form: { legs: ["fire"], reason: "x" } })), "bad-input");
  const again = joined.and([ina, { type: "rework-legs", form: { legs: ["water"], reason: "没清干净" } }]);
  assert.equal(again.ticket?.state, { handle: "joint" });
  assert.equal(outcomes(again), ["1.s1-squad done", "1.water open"]);
  assert.is(again.ticket?.legs?.["1.water"]?.counts["calls"], 2);
  assert.equal(again.and(...wholeLeg(wen, "water")).ticket?.state, { verify: "verifying" });
});

const waysOut: readonly (readonly [string, Parameters<Story["when"]>])[] = [
  ["return", [hal, { type: "return", form: { reason: "x", receiver: "d", receivedBy: "dan" } }]],
  ["reassign", [dan, { type: "reassign", form: { owner: "water", reason: "x" } }]],
  ["raise-tier", [dan, { type: "raise-tier", form: { reason: "x" } }]],
  ["lower-tier", [dan, { type: "lower-tier", form: { reason: "x" } }]],
  ["suspend", [dan, { type: "suspend", form: { until: Date.UTC(2030, 0, 1), reason: "x" } }]],
  ["void", [sam, { type: "void", form: { reason: "x" } }]],
  ["force-close", [sam, { type: "force-close", form: { reason: "x" } }]],
];

for (const [command, step] of waysOut) {
  test(`${command} brings every open leg and what waits on it to an end`, () => {
    const clock = handClock(Date.UTC(2029, 11, 1));
    const busy = given(world, clock)(wildParking, [dee, whistle()]).and(...wholeLeg(hal, "s1-squad").slice(0, 3), [
      wen,
      { type: "object", leg: "water", form: { reason: "x" } },
    ]);
    const { ticket } = busy.and(step);
    assert.equal(outcomes({ ticket } as Story), [`1.s1-squad cancelled ${command}`, `1.water cancelled ${command}`]);
    const legs = Object.values(ticket?.legs ?? {});
    assert.ok(legs.every(({ requests }) => requests === undefined));
    assert.ok(legs.every(({ clocks }) => Object.values(clocks ?? {}).every(({ segments }) => segments.at(-1)?.until !== undefined)));
    assert.equal(
      Object.keys(ticket?.timers ?? {}).filter((id) => id.startsWith("leg/")),
      [],
    );
    assert.ok(ticket?.whistle?.endedAt);
  });
}

test("a second whistle on the same ticket has a number of its own; the legs of the first stay as they ended", () => {
  const story = blown()
    .and([dan, { type: "raise-tier", form: { reason: "x" } }])
    .and([dee, whistle({ calls: [{ unit: "fire", role: "lead" }] })]);
  assert.equal(outcomes(story), ["1.s1-squad cancelled raise-tier", "1.water cancelled raise-tier", "2.fire open"]);
  assert.equal(story.ticket?.called, ["s1-squad", "water", "fire"]);
});

test("both sides rate each other once a leg has ended", () => {
  const busy = blown();
  const marks = { timely: 5, cooperative: 4, effective: 3 };
  assert.is(refused(busy.when(dee, { type: "rate-leg", leg: "water", form: marks })), "not-now");
  const rated = busy
    .and(...wholeLeg(wen, "water"))
    .and(
      [dee, { type: "rate-leg", leg: "water", form: marks }],
      [wen, { type: "rate-whistle", leg: "water", form: { rightCall: 5, rightAddress: 2 } }],
    );
  assert.equal(
    rated.ticket?.legs?.["1.water"]?.evaluations?.map(({ of, by, score }) => [of, by, score]),
    [
      ["leg", "person:dee", 4],
      ["whistle", "person:wen", 3.5],
    ],
  );
  assert.is(refused(rated.when(wen, { type: "rate-leg", leg: "water", form: marks })), "not-allowed");
});

test("rating a leg that was let off changes nothing of how it ended; whoever let it off has handled nothing", () => {
  const rated = blown().and(
    [dee, { type: "cancel-legs", form: { reason: "不用了" } }],
    [dee, { type: "rate-leg", leg: "water", form: { timely: 1, cooperative: 1, effective: 1 } }],
  );
  assert.equal(outcomes(rated), ["1.s1-squad cancelled cancel-legs", "1.water cancelled cancel-legs"]);
  assert.equal(rated.ticket?.handlers, []);
});

test("a leg has a revision of its own: what the others do does not make a conditional command stale", () => {
  const story = blown();
  const seen = story.ticket?.legs?.["1.water"]?.revision ?? 0;
  const others = story.and(...wholeLeg(hal, "s1-squad").slice(0, 2));
  assert.is(refused(others.when(wen, { type: "sign", leg: "water", ifRevision: seen })), "accepted");
  assert.is(
    refused(others.and([wen, { type: "sign", leg: "water" }]).when(wen, { type: "contact", leg: "water", ifRevision: seen })),
    "stale-revision",
  );
});

test("a unit extends the time of its own leg alone, and somebody else agrees", () => {
  const story = blown().and(
    [wen, { type: "extend", leg: "water", form: { amount: 2, unit: "natural-day", reason: "人手不够" } }],
    [dee, { type: "approve", leg: "water", form: { request: "extend" } }],
  );
  const due = (leg: string) => (story.ticket?.legs?.[leg]?.clocks?.["arrive"]?.due ?? 0) - (story.ticket?.legs?.[leg]?.calledAt ?? 0);
  assert.equal([due("1.water"), due("1.s1-squad")], [7 * 86_400_000, 5 * 86_400_000]);
});

test("urging one leg reminds its unit alone; urging the ticket reminds all that it waits for, each of its leg", () => {
  const urged = (...step: Parameters<Story["when"]>) => {
    const answer = blown().when(...step);
    return answer.ok ? answer.effects.map(({ payload: { leg, unit } }) => [leg, unit]) : answer.refusal.code;
  };
  assert.equal(urged(dee, { type: "urge", leg: "water" }), [["1.water", "water"]]);
  assert.equal(urged(sam, { type: "urge" }), [
    [undefined, "g1"],
    ["1.s1-squad", "s1-squad"],
    ["1.water", "water"],
  ]);
});

test("arriving takes a photo", () => {
  const signed = blown().and([hal, { type: "sign", leg: "s1-squad" }]);
  assert.is(refused(signed.when(hal, { type: "arrive", leg: "s1-squad" })), "bad-input");
  assert.is(refused(signed.when(hal, { type: "arrive", leg: "s1-squad", attachments: photo })), "accepted");
});

test("a hard whistle waits until the supervisor agrees, and then calls", () => {
  const asked = blown({ kind: "hard" });
  assert.not(asked.ticket?.legs);
  const agreed = asked.and([sam, { type: "approve", form: { request: "whistle" } }]);
  assert.equal(outcomes(agreed), ["1.s1-squad open", "1.water open"]);
  assert.is(agreed.ticket?.whistle?.by, "person:dee");
});

test("as many units as may be called at most, each through all of its steps, leave the ticket within its bounds", () => {
  const units = Array.from({ length: 20 }, (_, i) => `bureau-with-a-name-${i}`);
  const [organisation, ...others] = jointTown;
  const body = organisation?.document as { units: object[]; people: object[] };
  const bureaus = units.map((code) => ({ code, kind: "department", parent: "d", label: { "zh-CN": code, en: code } }));
  const clerks = units.map((unit) => ({ id: `${unit}-1`, holds: [{ role: "handler", unit }] }));
  const document = { ...body, units: [...body.units, ...bureaus], people: [...body.people, ...clerks] };
  const wide = worldOf(tenant, [{ kind: "organisation", document }, ...others]);
  const calls = units.map((unit) => ({ unit, role: "lead" }));
  const story = given(wide)(wildParking, [dee, whistle({ calls })]).and(...units.flatMap((unit) => wholeLeg(person(`${unit}-1`), unit)));
  assert.equal(story.ticket?.state, { verify: "verifying" });
  const { length } = canonical(story.ticket);
  assert.ok(length < 32_768, `${length} characters`);
});

test("what a unit may do with its leg is offered to it, and to nobody else", () => {
  const story = blown();
  const offered = (who: typeof hal) => story.offers(who).flatMap((offer) => ("leg" in offer ? [`${offer.leg} ${offer.command}`] : []));
  assert.ok(offered(hal).includes("1.s1-squad sign"));
  assert.ok(!offered(wen).some((each) => each.startsWith("1.s1-squad")));
  assert.equal(offered(ann), []);
  const all = story.offers(hal, "s1-squad");
  assert.ok(all.filter(({ available }) => !available).every(({ reason }) => reason?.detail["zh-CN"] && reason.detail.en));
});

test.run();
