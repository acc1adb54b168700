import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { townGridsDraft } from "../../../../engine/test/fixtures/town-grids.ts";
import { tenant } from "../../../../engine/test/fixtures/town.ts";
import { importedTown, mapping, system } from "../imported-town.ts";

test.after(removeTempFolders);

const number = (column: string) => ({ column, type: "number" });

/** Books that know where each matter was, and not whose ground that is. */
const byPlace = {
  ...mapping,
  fields: { ...mapping.fields, lng: number("lng"), lat: number("lat") },
  report: { as: "imp", at: "created", point: { lng: "{lng}", lat: "{lat}" }, form: { description: "{what}", area: "{area}" } },
  steps: [],
};
const columns = "no,created,closed,what,area,caller,lng,lat\n";
const row = (no: string, area: string, point: string) => `${no},2024-03-01 08:00,,井盖缺失,${area},,${point}\n`;

test("columns of longitude and latitude become points, and points areas where the file names none", async () => {
  const { engine, load } = await importedTown();
  assert.ok((await engine.define(tenant.id, [townGridsDraft], "test")).ok);
  const csv = [
    row("in-g2", "", "115.795,33.855"),
    row("border", "", "115.79,33.855"),
    row("named", "west", "115.785,33.855"),
    row("nowhere", "east", ","),
    row("half", "east", "115.785,"),
    row("swapped", "east", "33.855,115.785"),
  ];
  const summary = await load(columns + csv.join(""), { mapping: byPlace });
  assert.equal([summary.rows, summary.rejected], [6, 1]);
  const found = async (key: string) => {
    const ticket = await engine.bySourceKey("books", key, system);
    const [first] = ticket ? await engine.story(ticket.id, system) : [];
    return { area: ticket?.area, point: ticket?.point, located: first?.entry.located };
  };
  assert.equal(await found("in-g2"), {
    area: "g2",
    point: { lng: 115.795, lat: 33.855 },
    located: { area: "taken", whereabouts: { type: "inside", unit: "g2" } },
  });
  assert.equal((await found("border")).located, { area: "open", whereabouts: { type: "border", units: ["g1", "g2"] } });
  assert.equal((await found("named")).located, { area: "disagrees", whereabouts: { type: "inside", unit: "g1" } });
  for (const key of ["nowhere", "half"]) assert.equal(await found(key), { area: "g1", point: undefined, located: undefined }, key);
  assert.equal((await found("swapped")).area, undefined);
  await engine.close();
});

test.run();
