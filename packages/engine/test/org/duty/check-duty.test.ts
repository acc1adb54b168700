import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildTree } from "../../../src/model/tree.ts";
import { compileOrganisation } from "../../../src/org/compile-organisation.ts";
import { checkDuty } from "../../../src/org/duty/check-duty.ts";
import { dutySchema } from "../../../src/org/duty/duty.ts";
import { organisationSchema } from "../../../src/org/organisation.ts";
import { organisation } from "../../fixtures/town.ts";

const town = compileOrganisation(organisationSchema.parse(organisation), 1, buildTree([]).tree);

const label = { "zh-CN": "值班", en: "Duty" };

const told = (more: object) =>
  checkDuty(dutySchema.parse({ id: "inspectors", label, role: "inspector", ...more }), town).map(
    ({ severity, code, place }) => `${severity} ${code} ${place}`,
  );

const shift = { unit: "g1", people: ["ina"], from: "2026-03-06T08:00", until: "2026-03-06T20:00" };

test("a roster names a role, units and people that there are; who does not hold the role there counts for nothing", () => {
  assert.equal(told({ shifts: [shift] }), []);
  assert.equal(told({ role: "king", shifts: [] }), ["error unknown-role /role"]);
  assert.equal(told({ shifts: [{ ...shift, unit: "moon", people: ["ina", "nobody"] }] }), [
    "error unknown-unit /shifts/0/unit",
    "error unknown-person /shifts/0/people/1",
  ]);
  assert.equal(told({ shifts: [{ ...shift, people: ["che"] }] }), ["warning not-in-role /shifts/0/people/0"]);
});

test("a shift ends after it begins; that two overlap is no fault", () => {
  assert.equal(told({ shifts: [{ ...shift, until: shift.from }] }), ["error ends-before-it-begins /shifts/0/until"]);
  assert.equal(told({ shifts: [shift, { ...shift, from: "2026-03-06T12:00" }] }), []);
});

test("where somebody should always be on duty a gap of the week is told, with its hour", () => {
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const [day, night] = [
    { unit: "g1", people: ["ina"], days, from: "08:00", until: "20:00" },
    { unit: "g1", people: ["ina"], days, from: "20:00", until: "08:00" },
  ];
  assert.equal(told({ weekly: [day, night], always: ["g1"] }), []);
  const sunday = { ...night, days: days.slice(0, 6) };
  const document = dutySchema.parse({ id: "inspectors", label, role: "inspector", weekly: [day, sunday], always: ["g1"] });
  const [gap] = checkDuty(document, town);
  assert.equal([gap?.code, gap?.place], ["duty-gap", "/always/0"]);
  assert.match(gap?.message.en ?? "", /from mon 00:00 on/);
  assert.equal(told({ weekly: [{ ...day, until: "19:00" }, night], always: ["g1", "moon"] }), [
    "warning duty-gap /always/0",
    "error unknown-unit /always/1",
    "warning duty-gap /always/1",
  ]);
});

test.run();
