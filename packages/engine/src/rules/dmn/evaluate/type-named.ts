import type { ItemDefinition } from "../model/item-definition.ts";
import type { DmnModel } from "../model/model.ts";
import { any, baseTypes, type FeelType } from "./feel-type.ts";
import type { Models } from "./models.ts";

/** The type that a model knows by this name; any where it has none. */
export function typeNamed(name: string | undefined, model: DmnModel, models: Models, within: readonly string[] = []): FeelType {
  if (name === undefined || name === "") return any;
  const item = model.items.find((each) => each.name === name);
  if (item) return within.includes(name) ? any : typeOf(item, model, models, [...within, name]);
  for (const { name: prefix, namespace } of model.imports) {
    const imported = models.get(namespace);
    const rest = prefix === "" ? name : name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : undefined;
    if (imported && rest !== undefined && imported.items.some((each) => each.name === rest))
      return typeNamed(rest, imported, models, within);
  }
  // Older editions write feel:string.
  const base = Object.hasOwn(baseTypes, name) ? baseTypes[name] : baseTypes[name.replace(/^\w+:/, "")];
  if (base === undefined) return { kind: "unknown", name };
  return base === "Any" ? any : { kind: "base", name: base, allowed: [] };
}

function typeOf(item: ItemDefinition, model: DmnModel, models: Models, within: readonly string[]): FeelType {
  const allowed = item.allowed === undefined ? [] : [item.allowed];
  const single = restricted(singleType(item, model, models, within), allowed);
  const type: FeelType = item.isCollection ? { kind: "list", item: single, allowed: [] } : single;
  return item.constraint === undefined ? type : restricted(type, [item.constraint]);
}

function singleType(item: ItemDefinition, model: DmnModel, models: Models, within: readonly string[]): FeelType {
  if (item.isFunction) return { kind: "function" };
  if (item.components.length === 0) return typeNamed(item.type, model, models, within);
  const entries = item.components.map((each) => [each.name, typeOf(each, model, models, within)] as const);
  return { kind: "context", entries: new Map(entries), allowed: [] };
}

function restricted(type: FeelType, allowed: readonly string[]): FeelType {
  if (allowed.length === 0 || !("allowed" in type)) return type;
  return { ...type, allowed: [...type.allowed, ...allowed] };
}
