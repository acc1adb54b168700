import { askedFields, formOf, movingForms } from "./asked-fields.ts";
import { settable, type FormSpec } from "../form.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, type Edge, type StateGraph } from "../state-graph.ts";
import { ticketShape, type Shape } from "./ticket-shape.ts";

/** What the guards of a process can read, by what stands in front: a path that is not here is null for ever. */
export interface KnownPaths {
  readonly ticket: { readonly [attribute: string]: Shape };
  /** The form as the guard of this transition sees it. */
  readonly formAt: (edge: Edge) => { readonly [field: string]: Shape };
}

const sealedText: Shape = { text: null, commitment: null };

/** Reads which fields, texts and counts the process ever fills: forms put attributes by their names, texts, and everything else among the fields. */
export function knownPaths(document: ProcessDocument, graph: StateGraph): KnownPaths {
  const asked = askedFields(document, graph);
  const isText = ([, field]: (typeof asked)[number]) => field.type === "text";
  const isField = (entry: (typeof asked)[number]) => !isText(entry) && !Object.hasOwn(settable, entry[0]);
  return {
    ticket: {
      ...ticketShape,
      texts: shapeOf(
        asked.filter(isText).map(([name]) => name),
        sealedText,
      ),
      fields: shapeOf(
        asked.filter(isField).map(([name]) => name),
        null,
      ),
      // Any ladder or supervisor may urge.
      counts: shapeOf(["urged", ...countersOf(graph)], null),
    },
    formAt: (edge) => (edge.kind === "on" ? plainForm(formOf(edge)) : takenForm(movingForms(document, graph))),
  };
}

function countersOf({ nodes }: StateGraph): readonly string[] {
  return [...nodes.values()].flatMap(actionsOf).flatMap(({ action }) => {
    const { type, params } = referenceOf(action);
    return type === "count" && typeof params["counter"] === "string" ? [params["counter"]] : [];
  });
}

/** The guard of a command sees what the actor sent. */
function plainForm(form: FormSpec): KnownPaths["ticket"] {
  return shapeOf(Object.keys(form), null);
}

/** An internal step sees the form of whatever set it off, with texts by reference; a timer names itself. */
function takenForm(forms: readonly FormSpec[]): KnownPaths["ticket"] {
  const fields = forms.flatMap((form) => Object.entries(form));
  const texts = fields.flatMap(([name, { type }]) => (type === "text" ? [name] : []));
  return { ...shapeOf(["timer", "generation", ...fields.map(([name]) => name)], null), ...shapeOf(texts, sealedText) };
}

function shapeOf(names: readonly string[], each: Shape): KnownPaths["ticket"] {
  return Object.fromEntries(names.map((name) => [name, each]));
}
