import type { Finding } from "../../model/finding.ts";
import { Temporal } from "temporal-polyfill";
import { compilePattern } from "../convert/pattern.ts";
import { compileFormat } from "../convert/date-format.ts";
import { isZone } from "../convert/instant.ts";
import { finding } from "../finding.ts";
import { fieldsRead, flagsRead } from "./fields-read.ts";
import type { FieldSpec } from "./field-schema.ts";
import type { Mapping } from "./mapping.ts";
import type { AtSpec } from "./reports-schema.ts";
import { namesIn } from "./value-schema.ts";

/** Finds what no schema can: names that are not declared, formats and patterns that cannot be read. */
export function checkMapping(mapping: Mapping): readonly Finding[] {
  const { fields, flags } = mapping;
  const known = new Set(Object.keys(fields));
  const unknown = fieldsRead(mapping).flatMap(({ name, place }) => (known.has(name) ? [] : [noField(place, name, known)]));
  const ids = new Set(flags.map((flag) => flag.id));
  const twice = flags.length === ids.size ? [] : [finding("/flags", "flag-twice", "两个标记同名。", "Two flags have the same id.")];
  const strange = flagsRead(mapping).flatMap(({ name, place }) => (ids.has(name) ? [] : [noFlag(place, name)]));
  return [...checkFields(mapping), ...unknown, ...twice, ...strange, ...checkTimes(mapping)];
}

/** Finds what is wrong with the fields themselves. */
export function checkFields({ fields, time }: Pick<Mapping, "fields" | "time">): readonly Finding[] {
  const zone = time && !isZone(time.zone) ? [badZone("/time/zone", time.zone)] : [];
  const each = Object.entries(fields).flatMap(([name, field], i) =>
    checkField(name, field, Object.keys(fields).slice(0, i), time !== undefined),
  );
  return [...zone, ...each];
}

function checkField(name: string, field: FieldSpec, above: readonly string[], hasZone: boolean): readonly Finding[] {
  const place = `/fields/${name}`;
  const findings: Finding[] = [];
  const add = (at: string, code: string, zh: string, en: string) => void findings.push(finding(`${place}${at}`, code, zh, en));
  if ([field.column, field.pointer, field.from].filter((said) => said !== undefined).length !== 1)
    add("", "column-or-from", "须写明 column、pointer、from 之一，且只写一个。", "Name one of column, pointer and from, and only one.");
  for (const used of [field.from ?? []].flat().flatMap(namesIn))
    if (!above.includes(used)) add("/from", "no-field", `此前没有字段 ${used}。`, `No field ${used} is declared above this one.`);
  if (field.extract !== undefined && !compilePattern(field.extract))
    add("/extract", "bad-pattern", "不是带一个分组的正则表达式。", "This is not a regular expression with a group.");
  if (field.type === "instant") {
    if (field.format === undefined) add("/format", "no-format", "时间须写明格式。", "An instant needs its format.");
    else if (!compileFormat(field.format).ok)
      add("/format", "bad-format", `看不懂格式 ${field.format}。`, `The format ${field.format} is not understood.`);
    if (field.zone === undefined && !hasZone && field.format !== "iso")
      add("/zone", "no-zone", "须写明时区（time.zone）。", "The time zone must be declared (time.zone).");
  } else if (field.format !== undefined) add("/format", "not-instant", "只有 instant 才有格式。", "Only an instant has a format.");
  if (field.zone !== undefined && !isZone(field.zone)) findings.push(badZone(`${place}/zone`, field.zone));
  if (field.limit && field.type !== "limit")
    add("/limit", "not-limit", "只有 limit 类型才有 limit。", "Only a field of type limit has a limit.");
  if (field.otherwise === "keep" && field.type !== "text")
    add("/otherwise", "cannot-keep", "keep 只适用于文字。", "Only a text can be kept as it stands.");
  return findings;
}

function checkTimes(mapping: Mapping): readonly Finding[] {
  if (mapping.target !== "reports") return [];
  const { at: reported } = mapping.report;
  const times: readonly (readonly [string, AtSpec])[] = [
    ...(reported === undefined ? [] : [["/report/at", reported] as const]),
    ...mapping.steps.map((step, i) => [`/steps/${i}/at`, step.at] as const),
  ];
  return times.flatMap(([place, at]) => {
    const names = typeof at === "string" ? [at] : [at.field, ...(at.notAfter === undefined ? [] : [at.notAfter])];
    const wrong = names.filter((name) => (mapping.fields[name]?.type ?? "instant") !== "instant");
    const bad = typeof at === "object" && at.plus !== undefined && !isDuration(at.plus);
    return [
      ...wrong.map((name) => finding(place, "not-instant", `字段 ${name} 不是时间。`, `The field ${name} is no instant.`)),
      ...(bad ? [finding(`${place}/plus`, "bad-duration", "须为 ISO 8601 时长。", "This must be an ISO 8601 duration.")] : []),
    ];
  });
}

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).total({ unit: "milliseconds" }) >= 0;
  } catch {
    return false;
  }
}

function noField(place: string, name: string, known: ReadonlySet<string>): Finding {
  const list = [...known].join(", ");
  return finding(place, "no-field", `没有字段 ${name}；已声明的有：${list}。`, `There is no field ${name}; declared are ${list}.`);
}

function noFlag(place: string, id: string): Finding {
  return finding(place, "no-flag", `没有标记 ${id}；请在 flags 中声明。`, `There is no flag ${id}; declare it in flags.`);
}

function badZone(place: string, zone: string): Finding {
  return finding(place, "bad-zone", `没有时区 ${zone}；请用 IANA 名称。`, `There is no time zone ${zone}; use an IANA name.`);
}
