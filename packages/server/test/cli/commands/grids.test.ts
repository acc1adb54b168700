import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { governed } from "../../../../engine/test/fixtures/governed-town.ts";
import { townGrids } from "../../../../engine/test/fixtures/town-grids.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { run } from "../run.ts";
import { townFolder, write } from "../town-folder.ts";

test.after(removeTempFolders);

/** A town where eve writes rules and bob approves them. */
async function town() {
  const folder = townFolder();
  write(folder, "town.organisation.json", governed);
  const db = join(tempFolder(), "town.db");
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const ran = await muster("init", folder, "--tenant", "town");
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  return { muster };
}

const published = ["--publish", "--as", "eve", "--approved-by", "bob"];

const [g1, g2] = townGrids.map.features.map(({ geometry }) => geometry);

/** A map as an editor of maps exports it: what it knows of each grid, and no ids. */
function mapFile(features: readonly object[], more: object = {}): string {
  return write(tempFolder(), "map.geojson", { type: "FeatureCollection", ...more, features });
}

const feature = (geometry: unknown, properties: object = {}, more: object = {}) => ({ type: "Feature", properties, geometry, ...more });

const both = () => mapFile([feature(g1, { 编码: "g1", 电话: "13800000000" }), feature(g2, { 编码: "二网格", 电话: "13900000000" })]);

test("a map is previewed and then published: units by their code or their name, and nothing else of what it knows of them", async () => {
  const { muster } = await town();
  const tried = await muster("grids", "import", both(), "--unit-property", "编码", "--lang", "en");
  assert.is(tried.code, 0, tried.stderr);
  assert.match(tried.stdout, "  + Grid 1 (g1)\n  + Grid 2 (g2)\n2 grids added, 0 changed, 0 removed, 0 unchanged.\nNothing was published.");
  assert.match((await muster("locate", "115.785", "33.855", "--lang", "en")).stdout, /^No grids are published yet/);
  const alone = await muster("grids", "import", both(), "--unit-property", "编码", "--publish", "--as", "eve", "--lang", "en");
  assert.match(alone.stderr, "Say with --approved-by who approved it");
  const done = await muster("grids", "import", both(), "--unit-property", "编码", ...published, "--lang", "en");
  assert.is(done.code, 0, done.stderr);
  assert.match(done.stdout, "grids/grids@1");
  assert.match((await muster("locate", "115.785,33.855", "--lang", "en")).stdout, "Grid 1 (g1)");
  assert.not.ok((await muster("export", "--json")).stdout.includes("13800000000"));
  const again = await muster("grids", "import", both(), "--unit-property", "编码", ...published, "--json");
  assert.equal(JSON.parse(again.stdout), { ok: true, changes: [], unchanged: 2, findings: [] });
});

test("a map is proposed for somebody else to approve, or written as a definition file", async () => {
  const { muster } = await town();
  const proposed = await muster("grids", "import", both(), "--unit-property", "编码", "--propose", "划网格", "--as", "eve", "--json");
  assert.is(proposed.code, 0, proposed.stderr);
  assert.match((await muster("proposal", "show", "1", "--lang", "en")).stdout, "grids/grids");
  const out = join(tempFolder(), "town.grids.json");
  const written = await muster("grids", "import", both(), "--unit-property", "编码", "--out", out, "--lang", "en");
  assert.match(written.stdout, `The definition is in ${out}; nothing was published.`);
  assert.is((await muster("check", out)).code, 0);
  assert.is((await muster("grids", "import", both(), "--unit-property", "编码", "--out", "map.json")).code, 2);
});

test("grids that a file does not have stay as they are, or go with --replace", async () => {
  const { muster } = await town();
  assert.is((await muster("grids", "import", both(), "--unit-property", "编码", ...published)).code, 0);
  const moved = {
    ...g1,
    coordinates: (g1?.coordinates ?? []).map((ring) => ring.map(([lng, lat = 0]) => [lng, lat === 33.86 ? 33.861 : lat])),
  };
  const one = mapFile([feature(moved, {}, { id: "g1" })]);
  const tried = await muster("grids", "import", one, "--lang", "en");
  assert.match(tried.stdout, "  ~ Grid 1 (g1)\n0 grids added, 1 changed, 0 removed, 1 unchanged.");
  const replaced = await muster("grids", "import", one, "--replace", ...published, "--lang", "en");
  assert.match(replaced.stdout, "  ~ Grid 1 (g1)\n  - Grid 2 (g2)\n0 grids added, 1 changed, 1 removed, 0 unchanged.");
  assert.match(replaced.stdout, "map.geojson:1  warning  /map/features  Of units of the same kind 1 have no polygon: g2;");
  assert.match((await muster("locate", "115.785", "33.8605", "--lang", "en")).stdout, "First community › Grid 1 (g1)");
});

test("two features of one unit are one grid of two parts", async () => {
  const { muster } = await town();
  const parts = mapFile([feature(g1, {}, { id: "g1" }), feature(g2, {}, { id: "g1" })]);
  // The two share a border, so that joined they overlap along it.
  const refused = await muster("grids", "import", parts, "--lang", "en");
  assert.is(refused.code, 1);
  assert.match(refused.stdout, /error {2}\/map\/features\/0\/geometry {2}The border crosses itself or runs over itself/);
  const apart = { ...g2, coordinates: (g2?.coordinates ?? []).map((ring) => ring.map(([lng = 0, lat]) => [lng + 0.01, lat])) };
  const done = await muster("grids", "import", mapFile([feature(g1, {}, { id: "g1" }), feature(apart, {}, { id: "g1" })]), ...published);
  assert.is(done.code, 0, done.stdout + done.stderr);
  assert.match((await muster("locate", "115.805", "33.855", "--lang", "en")).stdout, "Grid 1 (g1)");
});

test("overlaps, unknown units and swapped coordinates are told with the line of the file; nothing is published", async () => {
  const { muster } = await town();
  const file = mapFile([feature(g1, {}, { id: "g1" }), feature(g1, {}, { id: "g2" }), feature(g1, {}, { id: "moon" })]);
  const refused = await muster("grids", "import", file, ...published, "--lang", "en");
  assert.is(refused.code, 1);
  assert.match(refused.stdout, /map\.geojson:\d+ {2}error {2}\/map\/features\/1\/geometry {2}g2 and g1 overlap by \d+ m²/);
  assert.match(refused.stdout, /error {2}\/map\/features\/2\/id {2}There is no unit named moon/);
  assert.match(refused.stderr, "There are errors; nothing was published.");
  assert.match((await muster("locate", "115.785", "33.855", "--lang", "en")).stdout, /^No grids are published yet/);
});

test("what is no map of polygons in degrees is refused with what to do", async () => {
  const { muster } = await town();
  const refusals: readonly (readonly [file: string, said: RegExp])[] = [
    [write(tempFolder(), "a.geojson", "{"), /This is not JSON/],
    [write(tempFolder(), "b.geojson", { type: "Feature" }), /no GeoJSON FeatureCollection/],
    [mapFile([feature({ type: "Point", coordinates: [115.8, 33.8] })]), /no polygon; grids are of type Polygon or MultiPolygon/],
    [mapFile([feature(g1, { code: "g1" })]), /has no id, .* --unit-property\. It has: code\./],
    [mapFile([], { crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3857" } } }), /convert them to WGS 84 degrees/],
  ];
  for (const [file, said] of refusals) {
    const { code, stderr } = await muster("grids", "import", file, "--lang", "en");
    assert.is(code, 1, stderr);
    assert.match(stderr, said);
  }
  const known = mapFile([feature(g1, {}, { id: "g1" })], { crs: { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } } });
  assert.is((await muster("grids", "import", known)).code, 0);
  assert.is((await muster("grids", "import", "nowhere.geojson")).code, 2);
});

test.run();
