import { askedFields, formOf } from "./asked-fields.ts";
import { settable, type Field, type FieldType } from "../form.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, type Edge, type StateGraph } from "../state-graph.ts";
import { list, number, text, ticketShape, type Leaf, type Shape } from "./ticket-shape.ts";

/** What the guards of a process can read, by what stands in front: a path that is not here is null for ever. */
export interface KnownPaths {
  readonly ticket: { readonly [attribute: string]: Shape };
  /** The form as the guard of this transition sees it: what the actor sent for a command, else the form of whatever set it off; a timer names itself. */
  readonly formAt: (edge: Edge) => { readonly [field: string]: Shape };
}

const sealedText: Shape = { text, commitment: text };

/** Reads which fields, texts and counts the process ever fills: forms put attributes by their names, texts, and everything else among the fields. */
export function knownPaths(document: ProcessDocument, graph: StateGraph): KnownPaths {
  const asked = askedFields(document, graph);
  const isText = ([, field]: Asked) => field.type === "text";
  const isField = (entry: Asked) => !isText(entry) && !Object.hasOwn(settable, entry[0]);
  return {
    ticket: {
      ...ticketShape,
      texts: Object.fromEntries(asked.filter(isText).map(([name]) => [name, sealedText])),
      fields: leavesOf(asked.filter(isField)),
      // Any ladder or supervisor may urge.
      counts: Object.fromEntries(["urged", ...countersOf(graph)].map((counter) => [counter, number])),
    },
    formAt: (edge) =>
      edge.kind === "on" ? leavesOf(Object.entries(formOf(edge))) : { timer: text, generation: number, ...leavesOf(asked) },
  };
}

type Asked = readonly [name: string, field: Field];

function countersOf({ nodes }: StateGraph): readonly string[] {
  return [...nodes.values()].flatMap(actionsOf).flatMap(({ action }) => {
    const { type, params } = referenceOf(action);
    return type === "count" && typeof params["counter"] === "string" ? [params["counter"]] : [];
  });
}

/** The fields as a form or a ticket holds them. Where forms ask for one in different ways, neither its kind nor its values are certain. */
function leavesOf(asked: readonly Asked[]): Readonly<Record<string, Leaf>> {
  const leaves = new Map<string, Leaf>();
  for (const [name, field] of asked) {
    const [before, leaf] = [leaves.get(name), leafOf(field)];
    leaves.set(name, before ? either(before, leaf) : leaf);
  }
  return Object.fromEntries(leaves);
}

function leafOf({ type, values }: Field): Leaf {
  return values ? ["string", values.map(({ code }) => code)] : kinds[type];
}

const kinds: Readonly<Record<FieldType, Leaf>> = {
  text,
  string: text,
  number,
  boolean: ["boolean"],
  choice: text,
  category: text,
  unit: text,
  units: list,
  person: text,
  standard: text,
  tier: ["number", [1, 2, 3]],
  instant: number,
  ticket: text,
  calls: list,
  legs: list,
  partner: text,
};

function either([one, some]: Leaf, [other, more]: Leaf): Leaf {
  if (one !== other) return [undefined];
  return some && more ? [one, [...some, ...more]] : [one];
}
