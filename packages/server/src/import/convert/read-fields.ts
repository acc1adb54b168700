import type { Json } from "@muster/engine";
import type { RowsMapping } from "../mapping/mapping.ts";
import { flagged, isRejection, rejected, type Reason } from "../reason.ts";
import type { Cell, SourceRow } from "../rows/source-row.ts";
import { compileField } from "./convert-field.ts";
import { fillText, type Values } from "./fill.ts";
import { holds } from "./holds.ts";

/** A row as the mapping's fields, with every flag it carries and everything there is to say about it. */
export interface ReadRow {
  readonly values: Values;
  readonly flags: ReadonlySet<string>;
  readonly reasons: readonly Reason[];
  readonly ok: boolean;
}

/** Compiles the mapping's fields and flags into a function over rows. */
export function fieldReader(mapping: RowsMapping): (row: SourceRow) => ReadRow {
  const fields = Object.entries(mapping.fields).map(([name, field]) => ({ name, field, convert: compileField(name, field, mapping) }));
  return (row) => {
    if (row.fault) return { values: new Map(), flags: new Set(), reasons: [row.fault], ok: false };
    const values = new Map<string, Json>();
    const reasons: Reason[] = [];
    for (const { name, field, convert } of fields) {
      const cell = field.column === undefined ? firstFilled([field.from ?? []].flat(), values) : (row.cells.get(field.column) ?? null);
      const converted = convert(cell);
      reasons.push(...converted.reasons);
      if (converted.value !== undefined) values.set(name, converted.value);
    }
    const flags = new Set<string>();
    for (const { id, when, reject, reason } of mapping.flags) {
      if (!holds(when, { values, flags })) continue;
      flags.add(id);
      reasons.push((reject ? rejected : flagged)(id, reason["zh-CN"], reason.en));
    }
    return { values, flags, reasons, ok: !reasons.some(isRejection) };
  };
}

function firstFilled(templates: readonly string[], values: Values): Cell {
  for (const template of templates) {
    const text = fillText(template, values);
    if (text !== undefined && text !== "") return text;
  }
  return null;
}
