import { FeelDate } from "feelin";
import { calculate, compareNumbers, whole } from "./arithmetic.ts";
import { feelDate } from "./dates.ts";
import { decimalText, type FeelNumber, isFeelNumber } from "./decimal.ts";
import { numberOf } from "./literals.ts";
import { feelEquals, kindOf } from "./values.ts";

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
  ["number", ofText((text) => (text.length > 100 ? null : numberOf(text.trim())))],
  ["date", one((value) => (value instanceof FeelDate ? value : typeof value === "string" ? feelDate(value) : null))],
  ["string", one(textOf)],
  ["floor", ofNumber((number) => whole(number, "floor"))],
  ["ceiling", ofNumber((number) => whole(number, "ceiling"))],
  ["abs", ofNumber((number) => (compareNumbers(number, 0) < 0 ? calculate("-", 0, number) : number))],
  ["not", one((value) => (typeof value === "boolean" ? !value : null))],
  ["is defined", one((value) => value !== null)],
  ["count", one((value) => (value === null ? null : Array.isArray(value) ? value.length : 1))],
  [
    "list contains",
    { least: 2, most: 2, call: ([list, item]) => (list === null ? null : asList(list).some((each) => isSame(each, item))) },
  ],
  ["min", ofNumbers((least, number) => (compareNumbers(number, least) < 0 ? number : least))],
  ["max", ofNumbers((most, number) => (compareNumbers(number, most) > 0 ? number : most))],
  ["sum", ofNumbers((sum, number) => calculate("+", sum, number))],
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

function ofNumber(call: (number: FeelNumber) => FeelNumber | null): Builtin {
  return one((value) => {
    const number = unwrapped(value);
    return isFeelNumber(number) ? call(number) : null;
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

function ofNumbers(join: (sofar: FeelNumber, number: FeelNumber) => FeelNumber | null): Builtin {
  const answer = (args: readonly unknown[]): unknown => {
    const numbers = args.length === 1 ? asList(args[0]) : args;
    if (!numbers.every(isFeelNumber)) return null;
    return numbers.reduce<FeelNumber | null>((sofar, number, i) => (i === 0 ? number : sofar === null ? null : join(sofar, number)), null);
  };
  return { least: 1, most: 100, call: answer };
}

function isSame(a: unknown, b: unknown): boolean {
  return kindOf(a) === kindOf(b) && feelEquals(a, b) === true;
}

function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (isFeelNumber(value)) return decimalText(value);
  if (typeof value === "boolean") return String(value);
  return value instanceof FeelDate ? value.iso : null;
}

/** FEEL passes a list of one where its member is asked for. */
function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? (value as readonly unknown[])[0] : value;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
