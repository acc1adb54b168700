import type { DmnModel } from "../model/model.ts";

/** The models of a run by their namespaces: the one that is asked, and those it imports. */
export type Models = ReadonlyMap<string, DmnModel>;

/** An element of a requirements graph, with the model it is in. */
export type Found =
  | { readonly kind: "decision"; readonly model: DmnModel; readonly element: DmnModel["decisions"][number] }
  | { readonly kind: "input"; readonly model: DmnModel; readonly element: DmnModel["inputs"][number] }
  | { readonly kind: "function"; readonly model: DmnModel; readonly element: DmnModel["functions"][number] }
  | { readonly kind: "service"; readonly model: DmnModel; readonly element: DmnModel["services"][number] };

/** What an href of a model points at: `#id`, or `namespace#id` of another model. */
export function findByHref(href: string, model: DmnModel, models: Models): Found | undefined {
  const hash = href.lastIndexOf("#");
  const namespace = href.slice(0, Math.max(0, hash));
  const id = href.slice(hash + 1);
  const target = namespace === "" || namespace === model.namespace ? model : models.get(namespace);
  return target && find(target, (each) => each.id === id);
}

/** What a model has by that name; of elements of one name, a decision first. */
export function findByName(name: string, model: DmnModel): Found | undefined {
  return find(model, (each) => each.name === name) ?? find(model, (each) => each.id === name);
}

function find(model: DmnModel, is: (element: { readonly id: string; readonly name: string }) => boolean): Found | undefined {
  const decision = model.decisions.find(is);
  if (decision) return { kind: "decision", model, element: decision };
  const service = model.services.find(is);
  if (service) return { kind: "service", model, element: service };
  const knowledge = model.functions.find(is);
  if (knowledge) return { kind: "function", model, element: knowledge };
  const input = model.inputs.find(is);
  return input && { kind: "input", model, element: input };
}
