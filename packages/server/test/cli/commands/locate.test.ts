import { test } from "uvu";
import * as assert from "uvu/assert";
import { townGrids } from "../../../../engine/test/fixtures/town-grids.ts";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { town, write } from "../town-folder.ts";

test.after(removeTempFolders);

/** A town whose grids are on the map. */
async function mapped() {
  const { muster, db } = await town();
  const folder = tempFolder();
  write(folder, "town.grids.json", townGrids);
  const published = await muster("init", folder, "--tenant", "town");
  if (published.code !== 0) throw new Error(published.stdout + published.stderr);
  return { muster, db };
}

test("a point is answered with its grid and the units above, with a border, or as outside", async () => {
  const { muster } = await mapped();
  const said = async (...point: readonly [string, string]) => (await muster("locate", ...point, "--lang", "en")).stdout;
  assert.is(
    await said("115.785", "33.855"),
    "on the ground of 区 › First Street › First community › Grid 1 (g1)\n".replace("区", "District"),
  );
  assert.is(await said("115.79", "33.855"), "on the border of Grid 1 (g1), Grid 2 (g2)\n");
  assert.is(await said("115.779", "33.855"), "in no grid; the nearest is Grid 1 (g1), 92.5 m away\n");
  assert.is(await said("-73.98", "40.75"), "in no grid, nor is there one within 50 km\n");
  const told = JSON.parse((await muster("locate", "115.785", "33.855", "--json")).stdout) as object;
  assert.equal(told, { ok: true, point: { lng: 115.785, lat: 33.855 }, grids: 1, border: 1, type: "inside", unit: "g1" });
});

test("what is no point is refused, swapped ones with a word on that", async () => {
  const { muster } = await mapped();
  const swapped = await muster("locate", "33.855", "115.785", "--lang", "en");
  assert.is(swapped.code, 2);
  assert.match(swapped.stderr, "it looks swapped: the longitude comes first");
  assert.match((await muster("locate", "here", "33.8", "--lang", "en")).stderr, "locate takes LNG,LAT such as");
});

test("show and explain tell where a report lies, and what came of it", async () => {
  const { muster } = await mapped();
  const report = async (point: string, ...more: readonly string[]) => {
    const ran = await muster("report", "--as", "ann", "--point", point, "--field", "description=井盖缺失", ...more, "--json");
    return (JSON.parse(ran.stdout) as { readonly ticket: { readonly number: string; readonly area?: string } }).ticket;
  };
  const [inside, border, other] = [
    await report("115.785,33.855"),
    await report("115.79,33.855"),
    await report("115.785,33.855", "--field", "area=g2"),
  ];
  assert.equal([inside.area, border.area, other.area], ["g1", undefined, "g2"]);
  const shown = async (command: string, number: string, lang: string) => (await muster(command, number, "--lang", lang)).stdout;
  assert.match(await shown("show", inside.number, "en"), "Grid 1 (g1); the area follows from it");
  assert.match(
    await shown("show", border.number, "en"),
    "Point: on the border of Grid 1 (g1), Grid 2 (g2); the area is for an acceptor to decide",
  );
  assert.match(await shown("explain", border.number, "zh-CN"), "位置：在 一网格 (g1)、二网格 (g2) 的边界上；属地待受理员确定");
  assert.match(await shown("explain", other.number, "en"), "not where the area lies that was filled in: compare the two");
  assert.is((await muster("send", border.number, "file", "--as", "ann", "--field", "area=g2")).code, 0);
  assert.match(
    await shown("explain", border.number, "en"),
    "on the border of Grid 1 (g1), Grid 2 (g2); the area was decided since: Grid 2 (g2)",
  );
  const told = JSON.parse((await muster("explain", border.number, "--json")).stdout) as { readonly located: object };
  assert.equal(told.located, { area: "open", whereabouts: { type: "border", units: ["g1", "g2"] } });
});

test("a try with drafts of grids tells on whose ground the report would lie", async () => {
  const { muster } = await town();
  const draft = write(tempFolder(), "town.grids.json", townGrids);
  const tried = await muster(
    "try",
    "--as",
    "ann",
    "--field",
    "description=有车乱停车",
    "--point",
    "115.795,33.855",
    "--draft",
    draft,
    "--lang",
    "en",
  );
  assert.is(tried.code, 0, tried.stderr);
  assert.match(tried.stdout, "Grid 2 (g2); the area follows from it");
  const ticket = await muster("try", "--ticket", "1", "--point", "115.795,33.855");
  assert.is(ticket.code, 2);
});

test.run();
