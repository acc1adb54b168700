import type { Field, FormSpec } from "../form.ts";
import { reportOf, type ProcessDocument } from "../process.ts";
import type { Edge, StateGraph } from "../state-graph.ts";

/** Every field a ticket of the process may be filled in with, by its name: of the report and of any transition. */
export function askedFields(document: ProcessDocument, { nodes }: StateGraph): readonly (readonly [string, Field])[] {
  const forms = [reportOf(document).form, ...[...nodes.values()].flatMap((node) => node.edges.map(formOf))];
  return forms.flatMap((form) => Object.entries(form));
}

/** What a transition asks for. */
export function formOf(edge: Edge): FormSpec {
  return edge.transition.meta?.form ?? {};
}
