import type { OrganisationDocument } from "@muster/engine";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { organisation } from "../../../engine/test/fixtures/town.ts";
import { buildOrganisation } from "../../src/org/build-organisation.ts";
import { compareOrganisations } from "../../src/org/compare-organisations.ts";
import type { OrgMapping, PartName } from "../../src/org/org-mapping.ts";
import type { PartRow } from "../../src/org/read-parts.ts";

const town: OrganisationDocument = {
  ...organisation,
  units: organisation.units.map((unit) => (unit.code === "s1-squad" ? { ...unit, areaClass: "busy", neighbours: ["water"] } : unit)),
  people: [
    ...organisation.people,
    {
      id: "lin",
      holds: [
        { role: "chief", unit: "g2", until: "2026-05-31" },
        { role: "chief", unit: "g2", from: "2026-07-01" },
        { role: "officer", unit: "g1", from: "2026-01-01", until: "2026-12-31" },
      ],
    },
  ],
  pairings: [
    { unit: "water", with: "c1" },
    { unit: "water", with: "s1", from: "2025-01-01", until: "2025-12-31" },
  ],
} as OrganisationDocument;

/** Rows of a sheet that has these columns; an empty cell says nothing. */
function rowsOf(part: PartName, columns: readonly string[], ...cells: readonly (readonly string[])[]): readonly PartRow[] {
  return cells.map((row, i) => ({
    part,
    file: `${part}.csv`,
    line: String(i + 2),
    values: new Map(columns.flatMap((name, j): [string, string][] => (row[j] ? [[name, row[j]]] : []))),
    declares: new Set(columns),
    reasons: [],
  }));
}

function build(rows: readonly PartRow[]) {
  const { document } = buildOrganisation(town, rows, { target: "organisation", parts: {} } satisfies OrgMapping);
  const unit = (code: string) => document.units.find((each) => each.code === code);
  const holds = (id: string) => document.people.find((each) => each.id === id)?.holds;
  return { document, unit, holds, changes: compareOrganisations(town, document) };
}

const bare = ["code", "kind", "zh"];

test("what a mapping does not declare of a unit stays as it was published, and what no sheet can say too", () => {
  const same = build(rowsOf("units", bare, ["s1-squad", "squad", "一街道城管中队"]));
  assert.equal(same.changes, { units: [], people: [], duties: [] });
  const renamed = build(rowsOf("units", bare, ["s1-squad", "squad", "一街道执法队"]));
  const before = town.units.find(({ code }) => code === "s1-squad");
  assert.equal(renamed.unit("s1-squad"), { ...before, label: { "zh-CN": "一街道执法队", en: "First Street squad" } });
});

test("an empty cell in a declared column clears what it is of, and the preview tells so", () => {
  const columns = [...bare, "en", "parent", "function", "areaClass"];
  const { unit, changes } = build(rowsOf("units", columns, ["s1-squad", "squad", "中队", "", "s1", "", ""]));
  assert.equal(unit("s1-squad"), {
    code: "s1-squad",
    kind: "squad",
    parent: "s1",
    label: { "zh-CN": "中队", en: "中队" },
    neighbours: ["water"],
  });
  assert.equal(
    changes.units.map((each) => [each.type, "keys" in each ? each.keys : undefined]),
    [
      ["renamed", undefined],
      ["changed", ["function", "areaClass"]],
    ],
  );
});

test("a unit without an English name of its own is called by its new name in both languages", () => {
  const { document } = build(rowsOf("units", bare, ["new", "grid", "三网格"]));
  const again = buildOrganisation(document, rowsOf("units", bare, ["new", "grid", "四网格"]), { target: "organisation", parts: {} });
  assert.equal(again.document.units.at(-1)?.label, { "zh-CN": "四网格", en: "四网格" });
});

test("a retired unit keeps what it was called, and what it was merged into where the sheet does not say", () => {
  const { document } = build(rowsOf("units", [...bare, "into"], ["g1", "grid", "一网格", "g2"]));
  assert.equal(document.retired, [{ code: "g1", kind: "grid", label: { "zh-CN": "一网格", en: "Grid 1" }, into: "g2" }]);
  const dated = buildOrganisation(document, rowsOf("units", [...bare, "ended"], ["g1", "grid", "一网格", "2026-03-01"]), {
    target: "organisation",
    parts: {},
  }).document;
  assert.equal([dated.retired?.[0]?.into, dated.retired?.[0]?.on], ["g2", "2026-03-01"]);
  assert.equal(
    compareOrganisations(document, dated).units.map(({ type, code }) => `${type} ${code}`),
    ["merged g1"],
  );
});

test("that a unit has other neighbours than it had is a change", () => {
  const alone = { ...town, units: organisation.units } as OrganisationDocument;
  const change = compareOrganisations(town, alone).units.find(({ code }) => code === "s1-squad");
  assert.equal(change && "keys" in change ? change.keys : [], ["areaClass", "neighbours"]);
});

test("a role keeps its days where the sheet has no columns of days, and the one that a missing column does not say", () => {
  const lin = town.people.at(-1)?.holds;
  const none = rowsOf("people", ["id", "role", "unit"], ["lin", "chief", "g2"], ["lin", "officer", "g1"]);
  assert.equal(build(none).holds("lin"), lin);
  const some = rowsOf("people", ["id", "role", "unit", "from"], ["lin", "officer", "g1", "2026-02-01"], ["lin", "chief", "g2", ""]);
  assert.equal(build(some).holds("lin"), [
    { role: "officer", unit: "g1", from: "2026-02-01", until: "2026-12-31" },
    { role: "chief", unit: "g2", until: "2026-05-31" },
  ]);
  const both = rowsOf("people", ["id", "role", "unit", "from", "until"], ["lin", "officer", "g1", "", ""]);
  assert.equal(build(both).holds("lin"), [{ role: "officer", unit: "g1" }]);
});

test("days are given to a pairing that was published without, and what holds on other days stays", () => {
  const columns = ["unit", "with", "from"];
  const { document, changes } = build(
    rowsOf("pairings", columns, ["water", "c1", "2026-03-01"], ["water", "s1", "2026/3/1"], ["water", "g1", ""]),
  );
  assert.equal(document.pairings, [
    { unit: "water", with: "c1", from: "2026-03-01" },
    { unit: "water", with: "s1", from: "2025-01-01", until: "2025-12-31" },
    { unit: "water", with: "s1", from: "2026-03-01" },
    { unit: "water", with: "g1" },
  ]);
  assert.equal(
    changes.duties.map(({ type }) => type),
    ["added", "added", "added", "removed"],
  );
  const undated = build(rowsOf("pairings", ["unit", "with"], ["water", "s1"]));
  assert.equal(undated.changes.duties, []);
});

test.run();
