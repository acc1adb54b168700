import type { Actor, Attachment, Form, FormValue, Person, ReportCommand } from "@muster/engine";
import { Temporal } from "temporal-polyfill";
import { fillText, fillValue, type Values } from "../convert/fill.ts";
import { holds, readsState, type ConditionFacts } from "../convert/holds.ts";
import type { ReadRow } from "../convert/read-fields.ts";
import type { Condition } from "../mapping/condition-schema.ts";
import type { ReportsMapping } from "../mapping/mapping.ts";
import type { AtSpec, StepSpec } from "../mapping/reports-schema.ts";
import type { ValueSpec } from "../mapping/value-schema.ts";
import { rejected, type Reason } from "../reason.ts";
import type { ImportFile } from "../rows/read-rows.ts";
import { placeOf, type SourceRow } from "../rows/source-row.ts";

/** A command that followed the report. */
export interface PlannedStep {
  readonly type: string;
  readonly at: number;
  readonly actor: Actor & { readonly kind: "person" };
  readonly form: Form;
  readonly attachments?: readonly Attachment[];
  /** Taken only where the ticket then stands so. */
  readonly when?: Condition;
}

/** Everything a row asks of the engine, all of it values. */
export interface RowPlan {
  readonly report: ReportCommand & { readonly source: string; readonly sourceKey: string; readonly at: number };
  readonly reporter?: Person;
  readonly actor: Actor & { readonly kind: "person" };
  readonly steps: readonly PlannedStep[];
  readonly facts: ConditionFacts;
}

export type Planned = { readonly ok: true; readonly plan: RowPlan } | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Plans a row: its report and its steps in order. Nothing has been asked of the engine yet. */
export function planRow(tenant: string, mapping: ReportsMapping, file: ImportFile, row: SourceRow, read: ReadRow): Planned {
  const { values, flags } = read;
  const facts = { values, flags };
  const key = fillText(mapping.key, values);
  const at = timeOf(mapping.report.at, values);
  const who = fillText(mapping.report.as, values);
  const reasons: Reason[] = [];
  if (key === undefined) reasons.push(rejected("no-key", "此行没有来源编号。", "The row has no key of its source."));
  if (at === undefined) reasons.push(noTime("report"));
  else if (at < 0) reasons.push(tooEarly("report", at, mapping, mapping.report.at));
  if (who === undefined) reasons.push(noActor("report"));
  const steps = mapping.steps.flatMap((step) => {
    const state = step.when !== undefined && readsState(step.when);
    if (step.when && !state && !holds(step.when, facts)) return [];
    const planned = planStep(tenant, mapping, step, state, file, row, values);
    if ("type" in planned) return [planned];
    // A step that depends on the ticket may never be taken: what it lacks is only a fault when it is.
    if (!state) reasons.push(planned.reason);
    return [];
  });
  if (reasons.length > 0 || key === undefined || at === undefined || who === undefined) return { ok: false, reasons };
  const { report } = mapping;
  const reporter = personOf(report.reporter, values);
  const point = report.point && pointOf(report.point, values);
  const command: RowPlan["report"] = {
    type: "report",
    process: mapping.process,
    source: mapping.source,
    sourceKey: key,
    at,
    historical: true,
    form: formOf(report.form, values),
    ...(reporter && { reporter: reporter.id }),
    ...(point && { point }),
  };
  return { ok: true, plan: { report: command, actor: { kind: "person", tenant, id: who }, steps, facts, ...(reporter && { reporter }) } };
}

function planStep(
  tenant: string,
  mapping: ReportsMapping,
  step: StepSpec,
  readsTicket: boolean,
  file: ImportFile,
  row: SourceRow,
  values: Values,
): PlannedStep | { readonly reason: Reason } {
  const at = timeOf(step.at, values);
  const who = fillText(step.as, values);
  if (at === undefined) return { reason: noTime(step.command) };
  if (at < 0) return { reason: tooEarly(step.command, at, mapping, step.at) };
  if (who === undefined) return { reason: noActor(step.command) };
  return {
    type: step.command,
    at,
    actor: { kind: "person", tenant, id: who },
    form: formOf(step.form, values),
    ...(step.evidence && { attachments: [evidenceOf(file, row)] }),
    ...(readsTicket && step.when && { when: step.when }),
  };
}

/** The file is the evidence; which row of it, RFC 7111 says for CSV and everybody understands for a sheet. */
function evidenceOf({ name, mediaType, size, sha256 }: ImportFile, row: SourceRow): Attachment {
  return { name: `${name}#row=${placeOf(row)}`, mediaType, size, sha256 };
}

function timeOf(spec: AtSpec, values: Values): number | undefined {
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

function formOf(form: Readonly<Record<string, ValueSpec>>, values: Values): Form {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, spec]): (readonly [string, FormValue])[] => {
      const value = fillValue(spec, values);
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}

function personOf(spec: ReportsMapping["report"]["reporter"], values: Values): Person | undefined {
  const id = spec && fillText(spec.id, values);
  if (!spec || id === undefined) return undefined;
  const text = (template: string | undefined) => (template === undefined ? undefined : fillText(template, values));
  return { id, kind: "reporter", name: text(spec.name), phone: text(spec.phone), address: text(spec.address) };
}

/** Both or none: half a point is nowhere. */
function pointOf(spec: { readonly lng: string; readonly lat: string }, values: Values) {
  const [lng, lat] = [fillValue(spec.lng, values), fillValue(spec.lat, values)];
  return lng === undefined || lat === undefined ? undefined : { lng: Number(lng), lat: Number(lat) };
}

function noTime(command: string): Reason {
  return rejected("no-time", `命令 ${command} 没有时间。`, `The command ${command} has no time.`);
}

/** Instants count from 1970; what lies before is as good as always a year that was mistyped. */
function tooEarly(command: string, at: number, { fields }: ReportsMapping, spec: AtSpec): Reason {
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

function noActor(command: string): Reason {
  return rejected("no-actor", `命令 ${command} 没有操作人。`, `The command ${command} has nobody to do it.`);
}
