import type { Cell } from "./cell.ts";
import type { Cells } from "./convert/read-fields.ts";
import { cellName, stepsOf } from "./mapping/cell-name.ts";
import type { FieldsMapping } from "./mapping/mapping.ts";
import { rejected, type Reason } from "./reason.ts";

/** Longest text of a record that is read, in UTF-16 code units: more than any form takes. */
const longest = 20_000;

/** A record of plain JSON as the cells that a mapping reads of it. */
export function readRecord({ fields }: Pick<FieldsMapping, "fields">, record: unknown): Cells {
  const cells = new Map<string, Cell>();
  for (const [name, field] of Object.entries(fields)) {
    if (field.from !== undefined) continue;
    const called = cellName(name, field);
    const value = field.pointer === undefined ? memberOf(record, called) : stepsOf(field.pointer).reduce(memberOf, record);
    if (typeof value === "object" && value !== null) return { cells, fault: notOne(called) };
    if (typeof value === "string" && value.length > longest) return { cells, fault: tooLong(called, value.length) };
    cells.set(called, (value as Cell | undefined) ?? null);
  }
  return { cells };
}

function memberOf(value: unknown, step: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(step) ? (value[Number(step)] as unknown) : undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
}

function notOne(name: string): Reason {
  return rejected(
    "not-a-value",
    `“${name}”是列表或对象，不是一个值；请在来源的映射中用 pointer 指到其中一项。`,
    `"${name}" is a list or an object, not one value; point to one within it by the source's "pointer".`,
    name,
  );
}

function tooLong(name: string, length: number): Reason {
  return rejected(
    "too-long",
    `“${name}”有 ${length} 个字符，至多 ${longest} 个。`,
    `"${name}" has ${length} characters, ${longest} at most.`,
    name,
  );
}
