import type { FieldSpec } from "../mapping/field-schema.ts";
import { flagged, type Reason } from "../reason.ts";
import type { Pattern } from "./pattern.ts";

interface Reshaped {
  readonly text: string;
  readonly reasons: readonly Reason[];
  /** The text has not the shape that was declared. */
  readonly unknown: boolean;
}

/** Cuts a cell's text into shape: white space, the level of a path, the part a pattern names, the zeros before a code. */
export function reshape(
  cell: string,
  field: FieldSpec,
  pattern: Pattern | undefined,
  empties: ReadonlySet<string>,
  column: string,
): Reshaped {
  const reasons: Reason[] = [];
  const shaped = (text: string, unknown = false): Reshaped => ({ text, reasons, unknown });
  let text = field.trim === false ? cell : cell.trim();
  if (field.trim === "report" && text !== cell) {
    const [was, is] = [JSON.stringify(cell), JSON.stringify(text)];
    reasons.push(flagged("trimmed", `${was} 首尾有空白，取 ${is}。`, `${was} has white space around it; ${is} is taken.`, column));
  }
  if (field.lines !== undefined && /[\r\n]/.test(text)) {
    const joined = text.split(/\s*[\r\n]+\s*/).join(field.lines);
    const [was, is] = [JSON.stringify(text), JSON.stringify(joined)];
    reasons.push(flagged("line-breaks", `${was} 中有换行，取 ${is}。`, `${was} has line breaks in it; ${is} is taken.`, column));
    text = joined;
  }
  if (empties.has(text)) return shaped("");
  for (const [old, fresh] of Object.entries(field.replace)) text = text.replaceAll(old, fresh);
  if (field.split) {
    const level = levelOf(text, field.split);
    if (level === undefined) return shaped("");
    text = level;
  }
  if (pattern) {
    const part = pattern(text);
    if (part === undefined) return shaped(text, true);
    text = part;
  }
  if (field.pad !== undefined && /^\d+$/.test(text) && text.length < field.pad) {
    const padded = text.padStart(field.pad, "0");
    reasons.push(flagged("padded", `编码“${text}”补零为“${padded}”。`, `The code "${text}" is filled up to "${padded}".`, column));
    text = padded;
  }
  return shaped(text);
}

/** A level of a path such as `a->b->c`; undefined where the path is not that deep. */
function levelOf(text: string, { by, take, upTo, join }: NonNullable<FieldSpec["split"]>): string | undefined {
  const levels = text.split(by).map((level) => level.trim());
  if (upTo !== undefined) return levels.length >= upTo ? levels.slice(0, upTo).join(join) : undefined;
  if (take === undefined) return levels.join(join);
  return levels.at(take > 0 ? take - 1 : take);
}
