import type { Json } from "../../model/json.ts";
import type { FieldsMapping } from "../mapping/mapping.ts";
import { flagged, isRejection, rejected, type Reason } from "../reason.ts";
import type { Cell } from "../cell.ts";
import { cellName } from "../mapping/cell-name.ts";
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

/** A row of a file, or a record, by the names of its cells. */
export interface Cells {
  readonly cells: ReadonlyMap<string, Cell>;
  /** It could not be taken apart; `cells` then holds what there was. */
  readonly fault?: Reason;
}

/** Compiles the mapping's fields and flags into a function over rows. */
export function fieldReader(mapping: FieldsMapping): (row: Cells) => ReadRow {
  const fields = Object.entries(mapping.fields).map(([name, field]) => ({ name, field, convert: compileField(name, field, mapping) }));
  return (row) => {
    if (row.fault) return { values: new Map(), flags: new Set(), reasons: [row.fault], ok: false };
    const values = new Map<string, Json>();
    const reasons: Reason[] = [];
    for (const { name, field, convert } of fields) {
      const cell = field.from === undefined ? (row.cells.get(cellName(name, field)) ?? null) : firstFilled([field.from].flat(), values);
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
