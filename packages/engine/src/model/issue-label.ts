import type * as z from "zod";
import type { Label } from "./label.ts";

type Issue = z.core.$ZodIssue;
type IssueOf<Code extends Issue["code"]> = Extract<Issue, { readonly code: Code }>;

/**
 * What a schema found wrong, as a clause for people. Parse with `reportInput`: without it everything of the wrong type counts as missing.
 * zod's own locale for Chinese leaves the names of types in English and cannot say what a refinement asks for.
 */
export function issueLabel(issue: Issue): Label {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue);
    case "invalid_value":
      return wrongValue(issue);
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_format":
      return wrongFormat(issue);
    case "not_multiple_of":
      return label(`应为 ${issue.divisor} 的倍数`, `it must be a multiple of ${issue.divisor}`);
    case "unrecognized_keys":
      return label(`不认识的键 ${issue.keys.join("、")}`, `unknown key ${issue.keys.join(", ")}`);
    case "invalid_union":
      return wrongUnion(issue);
    case "invalid_key":
      return within(label("键不合要求", "the key does not fit"), issue.issues);
    case "invalid_element":
      return within(label("其中一项不合要求", "an item does not fit"), issue.issues);
    case "custom":
      return brokenRule(issue);
  }
}

/** For `.refine()`: what the refinement asks for, as a clause in both languages. */
export function rule(zh: string, en: string): { readonly error: string; readonly params: Record<string, string> } {
  return { error: en, params: { ...label(zh, en) } };
}

function wrongType({ expected, input }: IssueOf<"invalid_type">): Label {
  const wanted = typeLabels[expected] ?? label(expected, expected);
  if (input === undefined) return label(`缺少此项，应为${wanted["zh-CN"]}`, `it is missing; ${wanted.en} belongs here`);
  // An instance of a class, such as a Map: its members are not those of a JSON object.
  if (expected === "record" && typeOf(input) === "object")
    return label("应为普通对象，而不是其他对象", "a plain object belongs here, not another one");
  const found = typeLabels[typeOf(input)] ?? label(typeOf(input), typeOf(input));
  return label(`应为${wanted["zh-CN"]}，而不是${found["zh-CN"]}`, `${wanted.en} belongs here, not ${found.en}`);
}

function wrongValue({ values, input }: IssueOf<"invalid_value">): Label {
  const all = values.map((value) => (typeof value === "string" ? value : String(value)));
  const wanted = label(`应为 ${all.join("、")}${all.length > 1 ? " 之一" : ""}`, `${all.length > 1 ? "one of " : ""}${all.join(", ")}`);
  if (input === undefined) return label(`缺少此项，${wanted["zh-CN"]}`, `it is missing; it must be ${wanted.en}`);
  return label(wanted["zh-CN"], `it must be ${wanted.en}`);
}

function tooSmall({ origin, minimum, inclusive, exact }: IssueOf<"too_small">): Label {
  const unit = units[origin];
  if (!unit)
    return label(
      `${inclusive === false ? "应大于" : "不得小于"} ${minimum}`,
      `it must be ${inclusive === false ? "more than" : "at least"} ${minimum}`,
    );
  if (exact) return exactly(unit, minimum);
  if (Number(minimum) === 1) return label("不能为空", "it must not be empty");
  return label(`至少 ${minimum} ${unit["zh-CN"]}`, `it takes at least ${counted(minimum, unit)}`);
}

function tooBig({ origin, maximum, inclusive, exact }: IssueOf<"too_big">): Label {
  const unit = units[origin];
  if (!unit)
    return label(
      `${inclusive === false ? "应小于" : "不得大于"} ${maximum}`,
      `it must be ${inclusive === false ? "less than" : "at most"} ${maximum}`,
    );
  if (exact) return exactly(unit, maximum);
  return label(`至多 ${maximum} ${unit["zh-CN"]}`, `it takes at most ${counted(maximum, unit)}`);
}

function exactly(unit: Label, count: number | bigint): Label {
  return label(`应正好 ${count} ${unit["zh-CN"]}`, `it takes exactly ${counted(count, unit)}`);
}

function counted(count: number | bigint, { en }: Label): string {
  return `${count} ${Number(count) === 1 ? en.slice(0, -1) : en}`;
}

function wrongFormat({ format, pattern }: IssueOf<"invalid_format">): Label {
  return format === "regex" && pattern !== undefined
    ? label(`应符合正则表达式 ${pattern}`, `it must match the regular expression ${pattern}`)
    : label(`不符合 ${format} 格式`, `it is no valid ${format}`);
}

function wrongUnion({ discriminator, ...issue }: IssueOf<"invalid_union">): Label {
  const options = "options" in issue ? issue.options : undefined;
  if (discriminator === undefined || !options) return label("不是此处允许的任何一种写法", "it has none of the forms allowed here");
  return label(`${discriminator} 应为 ${options.join("、")} 之一`, `${discriminator} must be one of ${options.join(", ")}`);
}

/** What stands inside is said behind; of several, the first. */
function within(outer: Label, [first]: readonly Issue[]): Label {
  if (!first) return outer;
  const inner = issueLabel(first);
  return label(`${outer["zh-CN"]}：${inner["zh-CN"]}`, `${outer.en}: ${inner.en}`);
}

function brokenRule({ params = {} }: IssueOf<"custom">): Label {
  const [zh, en] = [params["zh-CN"] as unknown, params["en"] as unknown];
  return typeof zh === "string" && typeof en === "string" ? label(zh, en) : label("不合要求", "it does not fit");
}

function typeOf(input: unknown): string {
  if (input === null) return "null";
  return Array.isArray(input) ? "array" : Number.isNaN(input) ? "nan" : typeof input;
}

/** The types that JSON has, as zod calls them. */
const typeLabels: Readonly<Record<string, Label>> = {
  string: label("文字", "a text"),
  number: label("数字", "a number"),
  int: label("整数", "a whole number"),
  boolean: label("布尔值（true 或 false）", "true or false"),
  null: label("空值", "null"),
  nan: label("非数字", "not-a-number"),
  array: label("列表", "a list"),
  tuple: label("列表", "a list"),
  object: label("对象", "an object"),
  record: label("对象", "an object"),
};

/** What a length counts. */
const units: Readonly<Record<string, Label>> = {
  string: label("个字符", "characters"),
  array: label("项", "items"),
  set: label("项", "items"),
  map: label("项", "items"),
  file: label("个字节", "bytes"),
};

function label(zh: string, en: string): Label {
  return { "zh-CN": zh, en };
}
