import { duration, FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction, isRange, parseDate, parseDateTime, parseTime } from "feelin";
import type { Label } from "../../../model/label.ts";
import type { Report } from "./feel.ts";
import type { BaseType, FeelType } from "./feel-type.ts";
import { testsTake } from "./unary-tests.ts";

/**
 * The value as one of the type (DMN 1.5, 10.3.2.9.4): a list of one for its item and the other way round, a date for its midnight; null
 * where it is of another type or none of the values the type allows.
 */
export function coerce(value: unknown, type: FeelType, report: Report): unknown {
  if (value === null || value === undefined) return null;
  const fitting = conform(value, type, report) ?? conform(unwrapped(value, type), type, report);
  if (fitting !== undefined) return fitting;
  report(wrongType(value, type));
  return null;
}

/** Whether the value is of the type as it stands. */
export function conforms(value: unknown, type: FeelType): boolean {
  return conform(value, type, () => {}) !== undefined;
}

/** The value where it is of the type as it stands, its parts brought to theirs; else undefined. */
function conform(value: unknown, type: FeelType, report: Report): unknown {
  if (value === undefined) return undefined;
  switch (type.kind) {
    case "any":
      return value;
    case "base":
      return allows(value, type.allowed, report) ? asBase(value, type.name) : undefined;
    case "list": {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item: unknown) => (item === null ? null : conform(item, type.item, report)));
      return items.includes(undefined) || !allows(items, type.allowed, report) ? undefined : items;
    }
    case "context": {
      if (!isContext(value)) return undefined;
      const entries = [...type.entries].map(([name, each]) => {
        const entry = value[name];
        return [name, entry === null ? null : conform(entry, each, report)] as const;
      });
      if (entries.some(([, entry]) => entry === undefined)) return undefined;
      const whole = { ...value, ...Object.fromEntries(entries) };
      return allows(whole, type.allowed, report) ? whole : undefined;
    }
    case "function":
      return isCallable(value) ? value : undefined;
    case "unknown":
      return undefined;
  }
}

/** What the value would be for the type: the item of a list of one, or that list. */
function unwrapped(value: unknown, type: FeelType): unknown {
  if (type.kind === "list") return Array.isArray(value) ? undefined : [value];
  return Array.isArray(value) && value.length === 1 ? value[0] : undefined;
}

function allows(value: unknown, allowed: readonly string[], report: Report): boolean {
  return allowed.every((tests) => testsTake(tests, value, {}, report));
}

function asBase(value: unknown, name: BaseType): unknown {
  if (name === "date and time" && value instanceof FeelDate) return parseDateTime(`${value.toString()}T00:00:00Z`) ?? undefined;
  return isBase[name](value) ? value : undefined;
}

const isBase: Readonly<Record<BaseType, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number",
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  date: (value) => value instanceof FeelDate,
  time: (value) => value instanceof FeelTime,
  "date and time": (value) => value instanceof FeelDateTime,
  "days and time duration": (value) => value instanceof FeelDuration && !value.yearsMonths,
  "years and months duration": (value) => value instanceof FeelDuration && value.yearsMonths,
  context: isContext,
  list: (value) => Array.isArray(value),
  function: isCallable,
  range: isRange,
  Null: (value) => value === null,
};

/** Also FEEL's own functions, which feelin holds as JavaScript's. */
function isCallable(value: unknown): boolean {
  return isFunction(value) || typeof value === "function";
}

/** Whether the value is a FEEL context: a plain object. */
export function isContext(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function wrongType(value: unknown, type: FeelType): Label {
  const [shown, name] = [shownValue(value), nameOf(type)];
  return {
    "zh-CN": `值 ${shown} 不是 ${name} 类型，或不在允许的取值中，因此为 null。`,
    en: `${shown} is no ${name}, or none of the values it allows, and counts as null.`,
  };
}

function shownValue(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : Array.isArray(value) ? "[…]" : isContext(value) ? "{…}" : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function nameOf(type: FeelType): string {
  if (type.kind === "list") return `list<${nameOf(type.item)}>`;
  return "name" in type ? type.name : type.kind;
}

/** A value of JSON for a type: texts become the dates, times and durations it asks for, entries that are not given become null. */
export function fromJson(value: unknown, type: FeelType): unknown {
  if (type.kind === "list") return Array.isArray(value) ? value.map((item) => fromJson(item, type.item)) : fromJson(value, type.item);
  if (type.kind === "context" && isContext(value)) {
    const entries = [...type.entries].map(([name, each]) => [name, fromJson(value[name] ?? null, each)] as const);
    return { ...value, ...Object.fromEntries(entries) };
  }
  if (type.kind !== "base" || typeof value !== "string") return value;
  const parse = parsers[type.name];
  return parse ? (parsed(value, parse) ?? value) : value;
}

const parsers: Readonly<Partial<Record<BaseType, (text: string) => unknown>>> = {
  date: parseDate,
  time: parseTime,
  "date and time": parseDateTime,
  "days and time duration": duration,
  "years and months duration": duration,
};

/** What a text of a date, time or duration stands for; null where it is none, or one that feelin cannot hold, as years before 0. */
export function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
