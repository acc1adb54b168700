import type { Condition } from "./condition-schema.ts";
import type { Mapping } from "./mapping.ts";
import type { AtSpec } from "./reports-schema.ts";
import { namesIn, namesInValue, type ValueSpec } from "./value-schema.ts";

export interface FieldRead {
  readonly name: string;
  /** Where in the mapping, as a JSON Pointer. */
  readonly place: string;
}

/** Every field that the mapping makes use of, with the place. */
export function fieldsRead(mapping: Mapping): readonly FieldRead[] {
  const reads: FieldRead[] = [];
  const add = (place: string, names: readonly string[]) => reads.push(...names.map((name) => ({ name, place })));
  const text = (place: string, template: string | undefined) =>
    add(
      place,
      namesIn(template ?? "").filter((name) => name !== "#"),
    );
  const form = (place: string, values: Readonly<Record<string, ValueSpec>>) =>
    Object.entries(values).forEach(([key, value]) => add(`${place}/${key}`, namesInValue(value)));
  const at = (place: string, when: AtSpec) =>
    add(place, typeof when === "string" ? [when] : [when.field, ...(when.notAfter === undefined ? [] : [when.notAfter])]);
  mapping.flags.forEach((flag, i) => add(`/flags/${i}/when`, namesInCondition(flag.when)));
  if (mapping.target === "reports") {
    text("/key", mapping.key);
    const { as, at: when, reporter, point, form: filled } = mapping.report;
    text("/report/as", as);
    if (when !== undefined) at("/report/at", when);
    Object.entries({ ...reporter, ...point }).forEach(([key, value]) => text(`/report/${key}`, value));
    form("/report/form", filled);
    mapping.steps.forEach((step, i) => {
      text(`/steps/${i}/as`, step.as);
      at(`/steps/${i}/at`, step.at);
      form(`/steps/${i}/form`, step.form);
      if (step.when) add(`/steps/${i}/when`, namesInCondition(step.when));
    });
    return reads;
  }
  mapping.categories?.levels.forEach((level, i) => {
    text(`/categories/levels/${i}/code`, level.code);
    for (const label of Object.values(level.label)) text(`/categories/levels/${i}/label`, label);
  });
  if (mapping.target === "categories") return reads;
  const { code, category, filing, closing, handledBy, supervisedBy, limit } = mapping.standards;
  Object.entries({ code, category, handledBy, supervisedBy }).forEach(([key, value]) => text(`/standards/${key}`, value));
  for (const label of [...Object.values(filing ?? {}), ...Object.values(closing ?? {})]) text("/standards", label);
  if (limit !== undefined) add("/standards/limit", [limit]);
  return reads;
}

/** Every flag that a condition asks about. */
export function flagsRead(mapping: Mapping): readonly FieldRead[] {
  const steps = mapping.target === "reports" ? mapping.steps : [];
  const asked = [
    ...mapping.flags.map((flag, i) => [`/flags/${i}/when`, flag.when] as const),
    ...steps.flatMap((step, i) => (step.when ? [[`/steps/${i}/when`, step.when] as const] : [])),
  ];
  return asked.flatMap(([place, when]) => flagsIn(when).map((name) => ({ name, place })));
}

function flagsIn(condition: Condition): readonly string[] {
  if ("flagged" in condition) return [condition.flagged];
  if ("not" in condition) return flagsIn(condition.not);
  if ("all" in condition) return condition.all.flatMap(flagsIn);
  if ("any" in condition) return condition.any.flatMap(flagsIn);
  return [];
}

function namesInCondition(condition: Condition): readonly string[] {
  if ("has" in condition) return [condition.has];
  if ("is" in condition) return Object.keys(condition.is);
  if ("before" in condition) return condition.before;
  if ("not" in condition) return namesInCondition(condition.not);
  if ("all" in condition) return condition.all.flatMap(namesInCondition);
  if ("any" in condition) return condition.any.flatMap(namesInCondition);
  return [];
}
