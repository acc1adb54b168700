import { FeelDate } from "feelin";
import { feelDate } from "./dates.ts";

/** A builtin function of the live subset: how many arguments it takes, and its answer, null for arguments it cannot take. */
export interface Builtin {
  readonly least: number;
  readonly most: number;
  readonly call: (args: readonly unknown[]) => unknown;
}

/** The builtin functions of the live subset, by name; they answer as feelin's do. */
export const builtins: ReadonlyMap<string, Builtin> = new Map([
  ["contains", ofTexts((text, part) => text.includes(part))],
  ["starts with", ofTexts((text, part) => text.startsWith(part))],
  ["ends with", ofTexts((text, part) => text.endsWith(part))],
  ["string length", ofText((text) => Array.from(text).length)],
  ["upper case", ofText((text) => text.toUpperCase())],
  ["lower case", ofText((text) => text.toLowerCase())],
  ["number", ofText((text) => (Number.isNaN(Number(text)) ? null : Number(text)))],
  ["date", one((value) => (value instanceof FeelDate ? value : typeof value === "string" ? feelDate(value) : null))],
  ["string", one(textOf)],
  ["floor", ofNumber(Math.floor)],
  ["ceiling", ofNumber(Math.ceil)],
  ["abs", one((value) => (typeof value === "number" ? Math.abs(value) : null))],
  ["not", one((value) => (typeof value === "boolean" ? !value : null))],
  ["is defined", one((value) => value !== null)],
  ["count", one((value) => (value === null ? null : Array.isArray(value) ? value.length : 1))],
  ["list contains", { least: 2, most: 2, call: ([list, item]) => (list === null ? null : asList(list).includes(item)) }],
  ["min", ofNumbers((numbers) => numbers.reduce((least, number) => Math.min(least, number)))],
  ["max", ofNumbers((numbers) => numbers.reduce((most, number) => Math.max(most, number)))],
  ["sum", ofNumbers((numbers) => numbers.reduce((sum, number) => sum + number))],
]);

function one(call: (value: unknown) => unknown): Builtin {
  return { least: 1, most: 1, call: ([value]) => call(value) };
}

function ofText(call: (text: string) => unknown): Builtin {
  return one((value) => {
    const text = unwrapped(value);
    return typeof text === "string" ? call(text) : null;
  });
}

function ofNumber(call: (number: number) => number): Builtin {
  return one((value) => {
    const number = unwrapped(value);
    return typeof number === "number" ? call(number) : null;
  });
}

function ofTexts(call: (text: string, part: string) => boolean): Builtin {
  const answer = (args: readonly unknown[]): unknown => {
    const text = unwrapped(args[0]);
    const part = unwrapped(args[1]);
    return typeof text === "string" && typeof part === "string" ? call(text, part) : null;
  };
  return { least: 2, most: 2, call: answer };
}

function ofNumbers(call: (numbers: readonly number[]) => number): Builtin {
  const answer = (args: readonly unknown[]): unknown => {
    const numbers = args.length === 1 ? asList(args[0]) : args;
    return numbers.length > 0 && numbers.every((item) => typeof item === "number") ? call(numbers) : null;
  };
  return { least: 1, most: 100, call: answer };
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value instanceof FeelDate ? value.iso : null;
}

/** FEEL passes a list of one where its member is asked for. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value as readonly unknown[])[0] : value;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
