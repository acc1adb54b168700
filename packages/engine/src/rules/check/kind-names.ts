import type { Kind } from "../feel/values.ts";
import type { TableInput } from "../table.ts";

type Name = readonly [zh: string, en: string];

/** What a kind of value is called. */
export const kindNames: Readonly<Record<Kind, Name>> = {
  string: ["文字", "a text"],
  number: ["数字", "a number"],
  boolean: ["true/false", "true or false"],
  null: ["null", "null"],
  date: ["日期", "a date"],
  list: ["列表", "a list"],
  context: ["一组值", "a context"],
  other: ["别的值", "something else"],
};

/** How the conditions on an input of this type are written. */
export const notations: Readonly<Record<TableInput["type"], Name>> = {
  string: ['带双引号的文字，如 "高", "中"', 'texts in double quotes, such as "high", "middle"'],
  text: ['包含条件，如 contains(?, "井盖")', 'what it contains, such as contains(?, "leak")'],
  category: ['带双引号的类别编码，如 "01"', 'category codes in double quotes, such as "01"'],
  unit: ['带双引号的单位编码，如 "U1"', 'unit codes in double quotes, such as "U1"'],
  number: ["数字或区间，如 > 3 或 [1..5]", "numbers or ranges, such as > 3 or [1..5]"],
  boolean: ["true 或 false", "true or false"],
  date: ['日期，如 >= @"2026-11-23"', 'dates, such as >= @"2026-11-23"'],
};
