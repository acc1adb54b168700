import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, worldOf, type Step } from "@muster/engine/testing";
import { scopeOf } from "../../src/decide/scope-of.ts";
import { organisation, person, routing, tenant, town } from "../fixtures/town.ts";

const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1, sha256: "00".repeat(32) }];

/** The town in which hal leaves the squad after January 20th, and hua comes the day after; pairings of the community change then too. */
const pairings = [
  { unit: "water", with: "c1", until: "2026-01-20" },
  { unit: "s1", with: "c1", from: "2026-01-21" },
];
const squad = { role: "handler", unit: "s1-squad" };
const people = [
  ...organisation.people.filter(({ id }) => id !== "hal"),
  {
    id: "hal",
    holds: [
      { ...squad, until: "2026-01-20" },
      { role: "importer", unit: "s1", until: "2026-01-20" },
    ],
  },
  { id: "hua", holds: [{ ...squad, from: "2026-01-21" }] },
];
const routes = { ...routing, rows: [{ id: "any", when: ["-", "-"], then: ['"paired:community"', "true"] }, ...routing.rows] };

function dated(table: object = routing) {
  return worldOf(
    tenant,
    town.map(({ kind, document }) => {
      if (document === organisation) return { kind, document: { ...organisation, people, pairings } };
      return { kind, document: document === routing ? table : document };
    }),
  );
}

const parking: Step = [person("che"), { type: "report", process: "closed-loop", form: { description: "有车乱停车", area: "g1" } }];
const file: Step = [person("ann"), { type: "file" }];
const lastMinute = "2026-01-20T15:59:59.999Z";
const midnight = "2026-01-20T16:00:00Z";

test("a role is held to the end of its last day on the walls of the tenant, and somebody else's from there on", () => {
  const clock = handClock("2026-01-20T08:00:00Z");
  const story = given(dated(), clock)(parking, file);
  const may = (who: string) => story.offers(person(who)).some(({ command, available }) => command === "sign" && available);
  clock.set(Date.parse(lastMinute));
  assert.equal([may("hal"), may("hua")], [true, false]);
  assert.ok(story.when(person("hal"), { type: "sign" }).ok);
  const early = story.when(person("hua"), { type: "sign" });
  assert.is(early.ok ? "" : early.refusal.code, "unknown-ticket");
  clock.set(Date.parse(midnight));
  assert.equal([may("hal"), may("hua")], [false, true]);
  const late = story.when(person("hal"), { type: "sign" });
  assert.is(late.ok ? "" : late.refusal.code, "unknown-ticket");
  assert.ok(story.when(person("hua"), { type: "sign" }).ok);
});

test("what counts is who holds the role when it is written, also where it happened before", () => {
  const clock = handClock("2026-01-20T08:00:00Z");
  const signed = given(dated(), clock)(parking, file, [person("hal"), { type: "sign" }]);
  const submit = () =>
    signed.when(person("hal"), {
      type: "submit",
      form: { result: "拖走了" },
      at: Date.parse("2026-01-20T09:00:00Z"),
      attachments: evidence,
    });
  clock.set(Date.parse(lastMinute));
  assert.ok(submit().ok);
  clock.set(Date.parse(midnight));
  const late = submit();
  assert.is(late.ok ? "" : late.refusal.code, "not-allowed");
});

test("what somebody sees follows the days of their roles", () => {
  const world = dated();
  const seen = (who: string, at: string) => scopeOf(world.at(Date.parse(at)), person(who));
  assert.equal(seen("ina", lastMinute), { units: ["c1", "g1", "g2"] });
  assert.equal(seen("hal", lastMinute), { all: true });
  assert.equal(seen("hal", midnight), { units: [] });
  assert.equal(seen("hua", midnight), { units: ["s1-squad"] });
});

test("a ticket is routed by the pairings of the day", () => {
  const routed = (at: string) => given(dated(routes), handClock(at))(parking, file).ticket?.owner;
  assert.is(routed(lastMinute), "water");
  assert.is(routed(midnight), "s1");
});

test("a world is made once for all instants between two turns, and is the same one where nothing ever turns", () => {
  const world = dated();
  assert.is(world.at(Date.parse(midnight)), world.at(Date.parse("2030-01-01")));
  assert.is(world.at(0), world.at(Date.parse(lastMinute)).at(0));
  assert.is.not(world.at(Date.parse(midnight)), world.at(Date.parse(lastMinute)));
  const lasting = worldOf(tenant, town);
  assert.is(lasting.at(0), lasting);
  assert.is(lasting.at(Date.parse("2999-01-01")), lasting);
});

test.run();
