import { Temporal } from "temporal-polyfill";
import type { Form, FormValue } from "../model/command.ts";
import type { Point } from "../model/ticket.ts";
import { fillText, fillValue, type Values } from "./convert/fill.ts";
import type { ReportsMapping } from "./mapping/mapping.ts";
import type { AtSpec } from "./mapping/reports-schema.ts";
import type { ValueSpec } from "./mapping/value-schema.ts";
import { rejected, type Reason } from "./reason.ts";

/** The person who reported, as a row tells of them. */
export interface ReportedBy {
  readonly id: string;
  readonly kind: "reporter";
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

/** What a row or record reports; nothing has been asked of the engine yet. */
export interface PlannedReport {
  readonly sourceKey: string;
  /** Epoch milliseconds; absent where the mapping takes it from nowhere. */
  readonly at?: number;
  readonly reporter?: ReportedBy;
  readonly point?: Point;
  readonly form: Form;
}

export type PlannedOrNot =
  | { readonly ok: true; readonly report: PlannedReport }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

type ReportSpec = Pick<ReportsMapping, "key" | "report" | "fields">;

/** Makes a report of a row's values. */
export function planReport({ key, report, fields }: ReportSpec, values: Values): PlannedOrNot {
  const reasons: Reason[] = [];
  const sourceKey = fillText(key, values);
  if (sourceKey === undefined || sourceKey === "")
    reasons.push(rejected("no-key", "此行没有来源编号。", "The row has no key of its source."));
  const at = report.at === undefined ? undefined : timeOf(report.at, values);
  if (report.at !== undefined) {
    if (at === undefined) reasons.push(noTime("report"));
    else if (at < 0) reasons.push(tooEarly("report", at, fields, report.at));
  }
  if (reasons.length > 0 || sourceKey === undefined) return { ok: false, reasons };
  const reporter = personOf(report.reporter, values);
  const point = report.point && pointOf(report.point, values);
  const planned = { sourceKey, form: formOf(report.form, values), ...(at !== undefined && { at }), ...(reporter && { reporter }) };
  return { ok: true, report: { ...planned, ...(point && { point }) } };
}

/** When a command happened; undefined where the row does not say. */
export function timeOf(spec: AtSpec, values: Values): number | undefined {
  const instant = (field: string) => {
    const value = values.get(field);
    return typeof value === "number" ? value : undefined;
  };
  if (typeof spec === "string") return instant(spec);
  const start = instant(spec.field);
  if (start === undefined) return undefined;
  const later = start + (spec.plus === undefined ? 0 : Temporal.Duration.from(spec.plus).total({ unit: "milliseconds" }));
  const limit = spec.notAfter === undefined ? undefined : instant(spec.notAfter);
  return limit === undefined ? later : Math.min(later, limit);
}

/** A form filled in with a row's values; what is empty is left out. */
export function formOf(form: Readonly<Record<string, ValueSpec>>, values: Values): Form {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, spec]): (readonly [string, FormValue])[] => {
      const value = fillValue(spec, values);
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

function personOf(spec: ReportsMapping["report"]["reporter"], values: Values): ReportedBy | undefined {
  const id = spec && fillText(spec.id, values);
  if (!spec || id === undefined) return undefined;
  const text = (template: string | undefined) => (template === undefined ? undefined : fillText(template, values));
  return { id, kind: "reporter", name: text(spec.name), phone: text(spec.phone), address: text(spec.address) };
}

/** Both or none: half a point is nowhere. */
function pointOf(spec: { readonly lng: string; readonly lat: string }, values: Values): Point | undefined {
  const [lng, lat] = [fillValue(spec.lng, values), fillValue(spec.lat, values)];
  return lng === undefined || lat === undefined ? undefined : { lng: Number(lng), lat: Number(lat) };
}

export function noTime(command: string): Reason {
  return rejected("no-time", `命令 ${command} 没有时间。`, `The command ${command} has no time.`);
}

/** Instants count from 1970; what lies before is as good as always a year that was mistyped. */
export function tooEarly(command: string, at: number, fields: ReportsMapping["fields"], spec: AtSpec): Reason {
  const field = typeof spec === "string" ? spec : spec.field;
  const column = fields[field]?.column ?? field;
  const day = new Date(at).toISOString().slice(0, 10);
  return rejected(
    "before-1970",
    `命令 ${command} 的时间（${day}）早于 1970 年，无法记录；请核对“${column}”的年份。`,
    `The command ${command} is of ${day}, before 1970, which cannot be recorded; look at the year in "${column}".`,
    column,
  );
}
