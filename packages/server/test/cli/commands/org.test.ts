import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { organisation } from "../../../../engine/test/fixtures/town.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { lines, run, type Ran } from "../run.ts";
import { town, townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

const team = [
  { role: "chief", most: 1 },
  { role: "officer", least: 0 },
];
const kinds = organisation.kinds.map((kind) => (kind.code === "grid" ? { ...kind, team } : kind));

/** A town whose grids ask for a team; the second gets its chief with the new year. */
async function gridTown(): Promise<(...argv: readonly string[]) => Promise<Ran>> {
  const [folder, db] = [townFolder(), join(tempFolder(), "town.db")];
  const people = [...organisation.people, { id: "lin", holds: [{ role: "chief", unit: "g2", from: "2027-01-01" }] }];
  write(folder, "town.organisation.json", { ...organisation, kinds, people });
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const { code, stdout, stderr } = await muster("init", folder, "--tenant", "town");
  assert.is(code, 0, stdout + stderr);
  return muster;
}

test("the teams beneath a unit are told with who is missing, as of a day", async () => {
  const muster = await gridTown();
  const { stdout } = await muster("org", "team", "c1", "--at", "2026-12-31", "--lang", "en");
  assert.equal(
    stdout.split("\n").map((line) => line.split(/ {2,}/)),
    [
      ["Unit", "Role", "Number", "People"],
      ["Grid 1", "chief", "1 of 1", "che"],
      ["Grid 1", "officer", "0 of ≥ 0", "—"],
      ["Grid 2", "chief", "0 of 1, 1 missing", "—"],
      ["Grid 2", "officer", "1 of ≥ 0", "off"],
      [""],
    ],
  );
  const later = JSON.parse((await muster("org", "team", "g2", "--at", "2027-01-01", "--json")).stdout) as readonly object[];
  assert.equal(later[0], { unit: "g2", role: "chief", people: ["lin"], least: 1, most: 1, lacking: 0 });
  assert.is((await muster("org", "team", "moon")).code, 2);
});

test("where no kind asks for a team, that is said", async () => {
  const { muster } = await town();
  const ran = await muster("org", "team", "--lang", "en");
  assert.equal([ran.code, ran.stdout], [0, ""]);
  assert.match(ran.stderr, /asks for a team/);
});

test("an inbox says who of those who hold the role is on duty, there or in its place at a neighbour", async () => {
  const [folder, db] = [townFolder(), join(tempFolder(), "town.db")];
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const units = organisation.units.map((unit) => (unit.code === "g1" ? { ...unit, neighbours: ["g2"] } : unit));
  const people = [...organisation.people, { id: "two", name: "双", holds: [{ role: "inspector", unit: "g2" }] }];
  write(folder, "town.organisation.json", { ...organisation, units, people });
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const weekly = [{ unit: "g2", people: ["two"], days, from: "00:00", until: "24:00" }];
  write(folder, "inspectors.duty.json", { id: "inspectors", label: { "zh-CN": "值班", en: "Duty" }, role: "inspector", weekly });
  assert.is((await muster("init", folder, "--tenant", "town")).code, 0);
  const told = await muster("report", "--as", "ann", "--field", "description=乱停车", "--field", "area=g1", "--json");
  const { ticket } = JSON.parse(told.stdout) as { readonly ticket: { readonly number: string } };
  assert.is((await muster("send", ticket.number, "check", "--as", "ann")).code, 0);
  assert.match((await muster("inbox", "--as", "ina", "--lang", "en")).stdout, "inspector · Grid 1 (on duty for it at Grid 2: 双 (two))");
  assert.match((await muster("inbox", "--as", "two", "--lang", "zh-CN")).stdout, "inspector · 一网格（二网格值班：双 (two)）");
});

test("a retired unit is called by its name in the story of a ticket, and its tickets are found by its code and by its heir's", async () => {
  const [folder, db] = [townFolder(), join(tempFolder(), "town.db")];
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  assert.is((await muster("init", folder, "--tenant", "town")).code, 0);
  const filed = async () => {
    const told = await muster("report", "--as", "ann", "--field", "description=乱停车", "--field", "area=g1", "--json");
    const { ticket } = JSON.parse(told.stdout) as { readonly ticket: { readonly number: string } };
    assert.is((await muster("send", ticket.number, "file", "--as", "ann")).code, 0);
    return ticket.number;
  };
  const [open, closed] = [await filed(), await filed()];
  assert.is((await muster("send", closed, "void", "--as", "sue", "--field", "reason=重复")).code, 0);
  const units = organisation.units.map((unit) => (unit.code === "s1-squad" ? { ...unit, code: "s1-one" } : unit));
  const people = organisation.people.map((each) =>
    each.id === "hal" ? { id: "hal", holds: [{ role: "handler", unit: "s1-one" }] } : each,
  );
  const old = organisation.units.find(({ code }) => code === "s1-squad");
  const retired = [{ code: "s1-squad", kind: "squad", label: old?.label, into: "s1-one" }];
  write(folder, "town.organisation.json", { ...organisation, units, people, retired });
  const again = await muster("init", folder, "--tenant", "town");
  assert.is(again.code, 0, again.stdout + again.stderr);
  const shown = async (number: string) => (await muster("show", number, "--lang", "en")).stdout;
  assert.match(await shown(open), /Its owner was merged into another unit, which has it now \(adopt\)/);
  assert.match(await shown(closed), /First Street squad \(retired\)/);
  const owned = async (unit: string) => lines((await muster("list", "--owner", unit, "--json")).stdout).map(({ number }) => number);
  assert.equal([await owned("s1-one"), await owned("s1-squad")], [[open, closed], [closed]]);
});

test.run();
