/** A type that a value is brought to (DMN 1.5, 10.3.2.2 and 7.3.2). */
export type FeelType =
  | { readonly kind: "any" }
  | { readonly kind: "base"; readonly name: BaseType; readonly allowed: readonly string[] }
  | { readonly kind: "list"; readonly item: FeelType; readonly allowed: readonly string[] }
  | { readonly kind: "context"; readonly entries: ReadonlyMap<string, FeelType>; readonly allowed: readonly string[] }
  | { readonly kind: "function" }
  /** A name that no type has. */
  | { readonly kind: "unknown"; readonly name: string };

/** The types that FEEL has names for. */
export type BaseType =
  | "number"
  | "string"
  | "boolean"
  | "date"
  | "time"
  | "date and time"
  | "days and time duration"
  | "years and months duration"
  | "context"
  | "list"
  | "function"
  | "range"
  | "Null";

/** The base types as models write them: FEEL's names, those of older editions, and those of Camunda. */
export const baseTypes: Readonly<Record<string, BaseType | "Any">> = {
  Any: "Any",
  number: "number",
  integer: "number",
  long: "number",
  double: "number",
  string: "string",
  boolean: "boolean",
  date: "date",
  time: "time",
  "date and time": "date and time",
  dateTime: "date and time",
  "days and time duration": "days and time duration",
  dayTimeDuration: "days and time duration",
  "years and months duration": "years and months duration",
  yearMonthDuration: "years and months duration",
  context: "context",
  list: "list",
  function: "function",
  range: "range",
  Null: "Null",
};

export const any: FeelType = { kind: "any" };
