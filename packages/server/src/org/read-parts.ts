import type { Finding } from "@muster/engine";
import { basename, extname } from "node:path";
import { fieldReader } from "@muster/engine/sources";
import { finding, type Checked } from "@muster/engine/sources";
import { missingColumns } from "../import/missing-columns.ts";
import { isRejection, rejected, type Reason } from "@muster/engine/sources";
import { readRows } from "../import/rows/read-rows.ts";
import { isBlank, placeOf } from "../import/rows/source-row.ts";
import { partFields, partNames, type OrgMapping, type PartMapping, type PartName } from "./org-mapping.ts";

/** A row of one of the sheets: where it stands, what its fields say as text, and what is wrong with it. */
export interface PartRow {
  readonly part: PartName;
  readonly file: string;
  /** `17`, or `Sheet!17`. */
  readonly line: string;
  readonly values: ReadonlyMap<string, string>;
  /** The fields that the mapping declares: of these an empty cell says that there is nothing, of others the row says nothing. */
  readonly declares: ReadonlySet<string>;
  readonly reasons: readonly Reason[];
}

/** Most rows of all sheets together; a province has fewer units and people. */
const mostRows = 200_000;

/** Reads the files: a workbook for every part that names its sheets, a CSV file for the part that it is called by. */
export async function readParts(files: readonly string[], mapping: OrgMapping): Promise<Checked<readonly PartRow[]>> {
  const rows: PartRow[] = [];
  const findings: Finding[] = [];
  const read = new Map<PartName, string>();
  for (const file of files) {
    const parts = partsIn(file, mapping);
    if (parts.length === 0) findings.push(strange(file, mapping));
    for (const [name, part] of parts) {
      const before = read.get(name);
      read.set(name, file);
      if (before !== undefined) findings.push(twice(name, before, file));
      const found = await rowsOf(file, name, part);
      if (found.ok) rows.push(...found.value);
      else findings.push(...found.findings);
      if (rows.length > mostRows)
        return { ok: false, findings: [finding("", "too-many-rows", `最多 ${mostRows} 行。`, `There may be ${mostRows} rows at most.`)] };
    }
  }
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: rows };
}

function partsIn(file: string, { parts }: OrgMapping): readonly (readonly [PartName, PartMapping])[] {
  const declared = partNames.flatMap((name): (readonly [PartName, PartMapping])[] => {
    const part = parts[name];
    return part ? [[name, part]] : [];
  });
  if (extname(file).toLowerCase() === ".xlsx" || declared.length === 1) return declared;
  const called = basename(file, extname(file));
  return declared.filter(([name, { of = name }]) => of === called);
}

async function rowsOf(file: string, part: PartName, mapping: PartMapping): Promise<Checked<readonly PartRow[]>> {
  const source = await readRows(file, mapping.file);
  if (!source.ok) return source;
  const missing = await missingColumns(file, mapping, source.value.columns);
  if (missing.length > 0) return { ok: false, findings: missing.map((each) => ({ ...each, place: `/parts/${part}${each.place}` })) };
  const reader = fieldReader({ ...mapping, flags: [] });
  const rows: PartRow[] = [];
  const declares = new Set(Object.keys(mapping.fields));
  for await (const row of source.value.rows()) {
    if (isBlank(row.cells.values())) continue;
    const { values, reasons } = reader(row);
    const texts = new Map([...values].map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]));
    const lacking = reasons.some(isRejection) ? [] : partFields[part].needed.filter((name) => !texts.has(name));
    const line = placeOf(row);
    rows.push({ part, file, line, values: texts, declares, reasons: [...reasons, ...lacking.map((name) => empty(part, name, texts))] });
  }
  return { ok: true, value: rows };
}

function empty(part: PartName, field: string, values: ReadonlyMap<string, string>): Reason {
  const who = values.get("id") ?? "";
  if (part === "people" && field === "unit" && who !== "")
    return rejected(
      "no-unit",
      `人员 ${who} 没有单位；请写明在哪里任职。`,
      `The person ${who} has no unit; say where they hold the role.`,
      field,
    );
  return rejected("missing", `缺少 ${field}；请填写。`, `The row has no ${field}; fill it in.`, field);
}

function strange(file: string, { parts }: OrgMapping): Finding {
  const names = partNames.flatMap((name) => (parts[name] ? [`${parts[name].of ?? name}.csv`] : [])).join(", ");
  return finding(
    "",
    "no-part",
    `映射没有与 ${file} 对应的部分；CSV 文件须名为 ${names}。`,
    `No part of the mapping is for ${file}; a CSV file must be called ${names}.`,
  );
}

function twice(part: PartName, before: string, file: string): Finding {
  return finding(
    "",
    "part-twice",
    `${before} 和 ${file} 都是 ${part}；请合成一个文件。`,
    `Both ${before} and ${file} are the ${part}; put them into one file.`,
  );
}
