import type { LimitSpec } from "../mapping/field-schema.ts";
import { flagged, type Reason } from "../reason.ts";

export interface ReadLimit {
  /** Absent where the cell states none that could be counted. */
  readonly limit?: { readonly amount: number; readonly unit: string };
  readonly reason?: Reason;
}

/** Reads `2紧急工作时` and the like by the declared units, aliases and readings; undefined where none of them fits. */
export function readLimit(text: string, spec: LimitSpec, column: string): ReadLimit | undefined {
  const reading = Object.hasOwn(spec.read, text) ? spec.read[text] : undefined;
  if (reading) {
    const { "zh-CN": zh, en } = reading.note;
    const reason = flagged("limit-read", `“${text}”按映射的写法理解：${zh}`, `"${text}" is read as the mapping declares: ${en}`, column);
    return "none" in reading ? { reason } : { limit: { amount: reading.amount, unit: reading.unit }, reason };
  }
  const [, digits, name] = /^(\d+(?:\.\d+)?)\s*(.+)$/u.exec(text.normalize("NFKC")) ?? [];
  const amount = Number(digits);
  if (name === undefined || !(amount > 0)) return undefined;
  const unit = Object.hasOwn(spec.units, name) ? spec.units[name] : undefined;
  if (unit) return { limit: { amount, unit } };
  const alias = Object.hasOwn(spec.aliases, name) ? spec.aliases[name] : undefined;
  if (!alias) return undefined;
  const reason = flagged(
    "limit-alias",
    `“${text}”的单位“${name}”按映射的别名理解为 ${alias}。`,
    `The unit "${name}" of "${text}" is taken as ${alias}, an alias of the mapping.`,
    column,
  );
  return { limit: { amount, unit: alias }, reason };
}
