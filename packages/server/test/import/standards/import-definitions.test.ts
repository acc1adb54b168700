import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders } from "../../../../engine/test/fixtures/temp.ts";
import { tenant } from "../../../../engine/test/fixtures/town.ts";
import { importedTown, type ImportedTown } from "../imported-town.ts";

test.after(removeTempFolders);

const label = (zh: string, en: string) => ({ "zh-CN": zh, en });
const mapping = {
  target: "standards",
  fields: {
    big: { column: "big", required: true, pad: 2 },
    bigName: { column: "bigName", required: true, trim: "report" },
    small: { column: "small", required: true },
    smallName: { column: "smallName", required: true },
    when: { column: "when" },
    limit: { column: "limit", type: "limit", limit: { aliases: { 天: "work-day" } } },
  },
  categories: {
    id: "categories",
    label: label("类别", "Categories"),
    levels: [
      { code: "{big}", label: label("{bigName}", "{bigName}") },
      { code: "{big}{small}", label: label("{smallName}", "{smallName}") },
    ],
  },
  standards: {
    id: "standards",
    label: label("标准", "Standards"),
    code: "{big}{small}-{#}",
    category: "{big}{small}",
    filing: label("{when}", "{when}"),
    limit: "limit",
  },
};
const header = "big,bigName,small,smallName,when,limit\n";
const rows = ["05,照明,01,路灯,不亮,1工作日", "5,照明,01,路灯,倾斜,3天", "05,照明,02,景观灯,不亮,5自然日"];

const ended = ({ imported, flagged, unchanged, rejected }: Awaited<ReturnType<ImportedTown["load"]>>) => [
  imported,
  flagged,
  unchanged,
  rejected,
];

async function published({ store }: ImportedTown, kind: string) {
  const row = (await store.definitions.all(tenant.id)).findLast((each) => each.kind === kind);
  return JSON.parse(row?.body ?? "{}") as Readonly<Record<string, readonly { readonly code: string; readonly limit?: unknown }[]>>;
}

test("rows become categories and standards beside those that are published, and a second run publishes nothing", async () => {
  const town = await importedTown();
  const summary = await town.load(header + rows.join("\n"), { mapping });
  assert.equal(ended(summary), [2, 1, 0, 0]);
  assert.equal(
    summary.published?.map(({ kind, version, changed }) => [kind, version, changed]),
    [
      ["categories", 2, true],
      ["standards", 2, true],
    ],
  );
  const { standards } = await published(town, "standards");
  assert.equal(
    standards?.map(({ code, limit }) => [code, limit]),
    [
      ["0101-1", { amount: 2, unit: "urgent-hour" }],
      ["0201-1", { amount: 1, unit: "natural-day" }],
      ["0501-1", { amount: 1, unit: "work-day" }],
      ["0501-2", { amount: 3, unit: "work-day" }],
      ["0502-1", { amount: 5, unit: "natural-day" }],
    ],
  );
  const again = await town.load(header + rows.join("\n"), { mapping });
  assert.equal(ended(again), [0, 0, 3, 0]);
  assert.equal(
    again.published?.map((each) => each.changed),
    [false, false],
  );
  await town.engine.close();
});

test("a changed row is published as a new version and the others are unchanged", async () => {
  const town = await importedTown();
  await town.load(header + rows.join("\n"), { mapping });
  assert.equal(ended(await town.load(header + rows.join("\n").replace("5自然日", "6自然日"), { mapping })), [1, 0, 2, 0]);
  await town.engine.close();
});

test("mending a rejected row does not renumber the others", async () => {
  const town = await importedTown();
  const broken = ["05,照明,01,路灯,不亮,尽快", ...rows.slice(1)];
  assert.equal(ended(await town.load(header + broken.join("\n"), { mapping })), [1, 1, 0, 1]);
  assert.equal(ended(await town.load(header + rows.join("\n"), { mapping })), [1, 0, 2, 0]);
  await town.engine.close();
});

test("one code with two names is rejected by line, or the first name stays where that is declared", async () => {
  const town = await importedTown();
  const twice = `${header}${rows[0]}\n05,照明,01,街灯,倾斜,1工作日\n`;
  const strict = await town.load(twice, { mapping, dryRun: true });
  assert.equal([...ended(strict), strict.reasons[0]?.code, strict.reasons[0]?.line], [1, 0, 0, 1, "category-conflict", "3"]);
  const lax = await town.load(twice, { mapping: { ...mapping, categories: { ...mapping.categories, conflict: "first" } } });
  assert.equal(ended(lax), [1, 1, 0, 0]);
  await town.engine.close();
});

test("what the engine does not accept of a row is that row's rejection, and the others are published", async () => {
  const town = await importedTown();
  const summary = await town.load(`${header}${rows[0]}\n05,照明,0 3,坏编码,不亮,1工作日\n`, { mapping });
  assert.equal(ended(summary), [1, 0, 0, 1]);
  assert.match(summary.reasons.find((reason) => reason.outcome === "rejected")?.message.en ?? "", "a code starts with a letter or digit");
  await town.engine.close();
});

test("replacing that would break what is published is refused as a whole, and nothing is published", async () => {
  const town = await importedTown();
  const replace = {
    ...mapping,
    categories: { ...mapping.categories, mode: "replace" },
    standards: { ...mapping.standards, mode: "replace" },
  };
  const before = await published(town, "categories");
  let thrown: unknown;
  await town.load(header + rows.join("\n"), { mapping: replace }).catch((cause: unknown) => (thrown = cause));
  assert.match(String(thrown), "Error");
  assert.equal(await published(town, "categories"), before);
  await town.engine.close();
});

test("a dry run publishes nothing", async () => {
  const town = await importedTown();
  const before = await published(town, "standards");
  assert.equal(ended(await town.load(header + rows.join("\n"), { mapping, dryRun: true })), [2, 1, 0, 0]);
  assert.equal(await published(town, "standards"), before);
  await town.engine.close();
});

test.run();
