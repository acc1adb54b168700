import { FeelDate } from "feelin";
import { calculate, compareNumbers, whole } from "./arithmetic.ts";
import { feelDate } from "./dates.ts";
import { decimalText, type FeelNumber, isFeelNumber } from "./decimal.ts";
import { numberOf } from "./literals.ts";
import { feelEquals, type Kind, kindOf } from "./values.ts";

/** A builtin function of the live subset: how many arguments it takes, and its answer, null for arguments it cannot take. */
export interface Builtin {
  readonly least: number;
  readonly most: number;
  /** The kinds an argument may have; any where absent. */
  readonly takes?: readonly Kind[];
  /** The kind of its answer where it gives one. */
  readonly gives: Kind;
  readonly call: (args: readonly unknown[]) => unknown;
}

/** The builtin functions of the live subset, by name; they answer as feelin's do, but in decimals and with `number` strict. */
export const builtins: ReadonlyMap<string, Builtin> = new Map([
  ["contains", ofTexts((text, part) => text.includes(part))],
  ["starts with", ofTexts((text, part) => text.startsWith(part))],
  ["ends with", ofTexts((text, part) => text.endsWith(part))],
  ["string length", ofText("number", (text) => Array.from(text).length)],
  ["upper case", ofText("string", (text) => text.toUpperCase())],
  ["lower case", ofText("string", (text) => text.toLowerCase())],
  ["number", ofText("number", (text) => (text.length > 100 ? null : numberOf(text.trim())))],
  ["date", { ...one("date", dateOf), takes: ["string", "date"] }],
  ["string", one("string", textOf)],
  ["floor", ofNumber((number) => whole(number, "floor"))],
  ["ceiling", ofNumber((number) => whole(number, "ceiling"))],
  ["abs", ofNumber((number) => (compareNumbers(number, 0) < 0 ? calculate("-", 0, number) : number))],
  ["not", { ...one("boolean", (value) => (typeof value === "boolean" ? !value : null)), takes: ["boolean"] }],
  ["is defined", one("boolean", (value) => value !== null)],
  ["count", one("number", (value) => (value === null ? null : Array.isArray(value) ? value.length : 1))],
  ["list contains", { least: 2, most: 2, gives: "boolean", call: ([list, item]) => (list === null ? null : hasItem(list, item)) }],
  ["min", ofNumbers((least, number) => (compareNumbers(number, least) < 0 ? number : least))],
  ["max", ofNumbers((most, number) => (compareNumbers(number, most) > 0 ? number : most))],
  ["sum", ofNumbers((sum, number) => calculate("+", sum, number))],
]);

function one(gives: Kind, call: (value: unknown) => unknown): Builtin {
  return { least: 1, most: 1, gives, call: ([value]) => call(value) };
}

function ofText(gives: Kind, call: (text: string) => unknown): Builtin {
  const answer = (value: unknown): unknown => {
    const text = unwrapped(value);
    return typeof text === "string" ? call(text) : null;
  };
  return { ...one(gives, answer), takes: ["string"] };
}

function ofNumber(call: (number: FeelNumber) => FeelNumber | null): Builtin {
  const answer = (value: unknown): unknown => {
    const number = unwrapped(value);
    return isFeelNumber(number) ? call(number) : null;
  };
  return { ...one("number", answer), takes: ["number"] };
}

function ofTexts(call: (text: string, part: string) => boolean): Builtin {
  const answer = (args: readonly unknown[]): unknown => {
    const text = unwrapped(args[0]);
    const part = unwrapped(args[1]);
    return typeof text === "string" && typeof part === "string" ? call(text, part) : null;
  };
  return { least: 2, most: 2, takes: ["string"], gives: "boolean", call: answer };
}

function ofNumbers(join: (sofar: FeelNumber, number: FeelNumber) => FeelNumber | null): Builtin {
  const answer = (args: readonly unknown[]): unknown => {
    const numbers = args.length === 1 ? asList(args[0]) : args;
    if (!numbers.every(isFeelNumber)) return null;
    return numbers.reduce<FeelNumber | null>((sofar, number, i) => (i === 0 ? number : sofar === null ? null : join(sofar, number)), null);
  };
  return { least: 1, most: 100, takes: ["number"], gives: "number", call: answer };
}

function hasItem(list: unknown, item: unknown): boolean {
  return asList(list).some((each) => kindOf(each) === kindOf(item) && feelEquals(each, item) === true);
}

function dateOf(value: unknown): FeelDate | null {
  return value instanceof FeelDate ? value : typeof value === "string" ? feelDate(value) : null;
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
