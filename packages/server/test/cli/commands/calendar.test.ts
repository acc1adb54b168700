import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { town, townFolder, write } from "../town-folder.ts";
import { run } from "../run.ts";
import { join } from "node:path";

test.after(removeTempFolders);

const label = { "zh-CN": "表", en: "List" };
const week = { mon: [["08:00", "12:00"]] };
const office = { id: "office", label, week, holidays: "cn", workDay: "end-of-day" };

const next = (makeUp: readonly string[]) => ({
  id: "cn",
  label,
  names: { "new-year": { "zh-CN": "元旦", en: "New Year" } },
  years: { "2027": { off: { "2027-01-01/2027-01-03": "new-year" }, makeUp } },
});

test("a folder whose calendar follows the national holidays gets the shipped list with it", async () => {
  const folder = townFolder();
  write(folder, "office.calendar.json", office);
  const db = join(tempFolder(), "town.db");
  const ran = await run(["init", folder, "--db", db, "--json"]);
  const told = JSON.parse(ran.stdout) as { readonly published: readonly { readonly kind: string; readonly id: string }[] };
  assert.ok(
    told.published.some(({ kind, id }) => kind === "holidays" && id === "cn"),
    ran.stdout + ran.stderr,
  );
  const again = JSON.parse((await run(["init", folder, "--db", db, "--json"])).stdout) as typeof told;
  assert.not.ok(
    again.published.some(({ kind }) => kind === "holidays"),
    "the published one stays as it is",
  );
});

test("a year is imported into the list, shown before it is written, and the other years stay", async () => {
  const { muster } = await town();
  assert.is((await muster("calendar", "import")).code, 0);
  const file = write(tempFolder(), "next.holidays.json", next(["2027-01-09"]));
  const tried = await muster("calendar", "import", file, "--dry-run", "--json");
  assert.equal(JSON.parse(tried.stdout), {
    ok: true,
    dryRun: true,
    years: [{ year: "2027", change: "added", days: 4 }],
    findings: [],
  });
  const done = JSON.parse((await muster("calendar", "import", file, "--json")).stdout) as { readonly published: object };
  assert.equal(done.published, { kind: "holidays", id: "cn", version: 2, changed: true });
  const oneMore = write(tempFolder(), "next.holidays.json", next(["2027-01-09", "2027-01-16"]));
  assert.match(
    (await muster("calendar", "import", oneMore, "--dry-run", "--lang", "en")).stdout,
    /2027 {2}1 day differs\nA dry run: nothing was written/,
  );
  const moved = write(tempFolder(), "next.holidays.json", next(["2027-01-10"]));
  const changed = await muster("calendar", "import", moved, "--lang", "en");
  assert.match(changed.stdout, /2027 {2}2 days differ\n {2}holidays\/cn@3\n$/);
  const shipped = JSON.parse((await muster("calendar", "import", "--json")).stdout) as {
    readonly years: readonly { readonly change: string }[];
  };
  assert.ok(shipped.years.every(({ change }) => change === "unchanged"));
});

test("an import that changes no day publishes nothing and keeps what the list is called", async () => {
  const { muster } = await town();
  assert.is((await muster("calendar", "import")).code, 0);
  const published = async (document: object) => {
    const done = await muster("calendar", "import", write(tempFolder(), "other.holidays.json", document), "--json");
    return (JSON.parse(done.stdout) as { readonly published: object }).published;
  };
  const unchanged = { kind: "holidays", id: "cn", version: 1, changed: false };
  assert.equal(await published({ ...next([]), years: {} }), unchanged);
  assert.equal(await published(next(["2027-01-09"])), { ...unchanged, version: 2, changed: true });
  assert.equal(await published({ ...next(["2027-01-09"]), label: { "zh-CN": "另", en: "Other" } }), { ...unchanged, version: 2 });
});

test("a list with a date that does not exist is refused with its line, and nothing is written", async () => {
  const { muster } = await town();
  const file = write(tempFolder(), "next.holidays.json", next(["2027-02-30"]));
  const ran = await muster("calendar", "import", file, "--lang", "en");
  assert.is(ran.code, 1);
  assert.match(ran.stdout, /next\.holidays\.json:\d+ {2}error {2}\/years\/2027\/makeUp\/0 .*date/);
  assert.match(ran.stderr, /nothing was written/);
});

test.run();
