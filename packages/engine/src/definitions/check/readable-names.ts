import type { FieldType } from "../form.ts";
import type { ProcessDocument } from "../process.ts";
import { readable } from "../readable.ts";
import type { StateGraph } from "../state-graph.ts";
import { askedFields } from "./asked-fields.ts";

/** What the rule tables of a process can read by name, with every type its value may have; none where it is a list or a record. */
export type ReadableNames = ReadonlyMap<string, ReadonlySet<FieldType>>;

/** The attributes of a ticket, and whatever any form of the process asks for: its texts, and its fields. */
export function readableNames(document: ProcessDocument, graph: StateGraph): ReadableNames {
  const names = new Map([...readable].map(([name, type]) => [name, new Set(type === null ? [] : [type])]));
  for (const [name, { type }] of askedFields(document, graph)) names.set(name, new Set([...(names.get(name) ?? []), type]));
  return names;
}
