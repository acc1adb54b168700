import type { Json } from "../../model/json.ts";
import type { ValueSpec } from "../mapping/value-schema.ts";

export type Values = ReadonlyMap<string, Json>;

const whole = /^\{([^{}]*)\}$/;

/** Fills a text with a row's values; undefined where it names fields and all of them are empty. */
export function fillText(template: string, values: Values): string | undefined {
  let [named, filled] = [0, 0];
  const text = template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    named += 1;
    const value = values.get(name);
    if (value === undefined) return "";
    filled += 1;
    return typeof value === "string" ? value : JSON.stringify(value);
  });
  return named > 0 && filled === 0 ? undefined : text.trim();
}

/** A value of the mapping for one row; `{field}` alone keeps the field's type. */
export function fillValue(spec: ValueSpec, values: Values): Json | undefined {
  if (typeof spec === "string") {
    const only = whole.exec(spec)?.[1];
    return only === undefined ? fillText(spec, values) : values.get(only);
  }
  if (typeof spec !== "object") return spec;
  const texts = ("join" in spec ? spec.join : spec.list).flatMap((text) => fillText(text, values) ?? []);
  if ("list" in spec) return texts.length > 0 ? texts : undefined;
  return texts.length > 0 ? texts.join(spec.with ?? " ") : undefined;
}
