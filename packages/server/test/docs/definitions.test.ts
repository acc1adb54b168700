import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as z from "zod";
import { definitionKinds } from "@muster/engine";
import { mappingSchema } from "@muster/engine/sources";
import { calendarSchema } from "../../../engine/src/time/calendar.ts";
import { casesSchema } from "../../../engine/src/definitions/cases.ts";
import { categoriesSchema } from "../../../engine/src/definitions/categories.ts";
import { evaluationSchema } from "../../../engine/src/definitions/evaluation.ts";
import { holidaysSchema } from "../../../engine/src/time/holidays.ts";
import { ladderSchema } from "../../../engine/src/definitions/ladder.ts";
import { dutySchema } from "../../../engine/src/org/duty/duty.ts";
import { organisationSchema } from "../../../engine/src/org/organisation.ts";
import { gridsSchema } from "../../../engine/src/places/grids.ts";
import { processSchema } from "../../../engine/src/definitions/process.ts";
import { ruleTableSchema } from "../../../engine/src/rules/table.ts";
import { sourceSchema } from "../../../engine/src/sources/source.ts";
import { standardsSchema } from "../../../engine/src/definitions/standards.ts";
import { removeTempFolders, tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { run } from "../cli/run.ts";
import { write } from "../cli/town-folder.ts";

test.after(removeTempFolders);

const docs = fileURLToPath(new URL("../../../../docs/", import.meta.url));
const pages = ["definitions.md", "definitions.zh-CN.md"];
const textOf = (page: string) => readFileSync(join(docs, page), "utf8");

/** The examples by the file names that stand behind their languages. */
const examplesOf = (page: string) =>
  new Map([...textOf(page).matchAll(/^```(?:json|csv) (\S+)\n(.*?)^```$/gms)].map(([, name = "", body = ""]) => [name, body]));

const schemas = {
  organisation: organisationSchema,
  duty: dutySchema,
  grids: gridsSchema,
  holidays: holidaysSchema,
  calendar: calendarSchema,
  categories: categoriesSchema,
  standards: standardsSchema,
  table: ruleTableSchema,
  process: processSchema,
  ladder: ladderSchema,
  cases: casesSchema,
  source: sourceSchema,
  evaluation: evaluationSchema,
  mapping: mappingSchema,
};

/** Every key that a document of the schema may have, at any depth; those of labels are told once for all. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  // A key may be called "properties" itself, as in GeoJSON.
  const { properties = {}, ...more } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values({ ...more, ...properties }).flatMap(keysOf)].filter(
    (key) => key !== "zh-CN" && key !== "en",
  );
}

for (const page of pages) {
  test(`the examples of docs/${page} are a town that can be published, and a mapping that imports the file beside it`, async () => {
    const folder = tempFolder();
    const examples = examplesOf(page);
    for (const [name, body] of examples) write(folder, name, body);
    for (const kind of [...definitionKinds, "mapping"])
      assert.ok(
        [...examples.keys()].some((name) => name.endsWith(`.${kind}.json`)),
        kind,
      );
    const checked = await run(["check", folder]);
    assert.is(checked.stdout, `${examples.size - 2} files can be published (checked among themselves).\n`, checked.stderr);
    const db = join(folder, "town.db");
    assert.is((await run(["init", folder, "--db", db])).code, 0);
    const [csv = "", mapping = ""] = [".csv", ".mapping.json"].map((end) => [...examples.keys()].find((name) => name.endsWith(end)) ?? "");
    const argv = ["import", join(folder, csv), "--mapping", join(folder, mapping), "--db", db, "--dry-run", "--json"];
    const { stdout } = await run(argv);
    const { imported, rows, commands } = JSON.parse(stdout) as Readonly<Record<string, unknown>>;
    assert.equal([imported, rows, commands], [2, 2, 5], stdout);
  });

  test(`docs/${page} names every key of every kind`, () => {
    const [intro = "", ...sections] = textOf(page)
      .replaceAll(/^```.*?^```$/gms, "")
      .split(/^## /m);
    assert.is(sections.length, Object.keys(schemas).length);
    Object.entries(schemas).forEach(([kind, schema], i) => {
      // A source is a mapping that is published: what both have is told once.
      const told = kind === "source" ? `${sections[i]}${sections.at(-1)}` : sections[i];
      const named = new Set([...`${intro}${told}`.matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => code.split(/[^A-Za-z0-9]+/)));
      const keys = new Set(keysOf(z.toJSONSchema(schema, { unrepresentable: "any" })));
      assert.equal(
        [...keys].filter((key) => !named.has(key)),
        [],
        kind,
      );
    });
  });
}

test("both pages show the same examples", () => {
  const [english, chinese] = pages.map((page) => [...examplesOf(page)]);
  assert.equal(english, chinese);
});

test.run();
