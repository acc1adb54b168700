import { listOf, referenceOf, type ProcessDocument, type StateNode, type Transition } from "../definitions/process.ts";
import { pointerKey } from "../definitions/state-graph.ts";

/** The document with every guard replaced by a reference to its edge, and nothing XState would run by itself. */
export function machineConfig(document: ProcessDocument, places: ReadonlyMap<string, number>): Record<string, unknown> {
  const guarded = (place: string, list: Parameters<typeof listOf<string | Transition>>[0]) =>
    listOf<string | Transition>(list).map((written, i) => {
      const transition = typeof written === "string" ? { target: written } : written;
      const edge = places.get(Array.isArray(list) ? `${place}/${i}` : place);
      return { ...transition, actions: listOf(transition.actions).map(referenceOf), guard: { type: "admits", params: { edge } } };
    });
  const each = (place: string, map: StateNode["on"]) =>
    Object.fromEntries(Object.entries(map ?? {}).map(([name, list]) => [name, guarded(`${place}/${pointerKey(name)}`, list)]));
  const state = (node: StateNode, place: string): Record<string, unknown> => ({
    ...node,
    entry: listOf(node.entry).map(referenceOf),
    exit: listOf(node.exit).map(referenceOf),
    on: each(`${place}/on`, node.on),
    after: each(`${place}/after`, node.after),
    always: guarded(`${place}/always`, node.always),
    onDone: guarded(`${place}/onDone`, node.onDone),
    states: Object.fromEntries(Object.entries(node.states ?? {}).map(([name, child]) => [name, state(child, `${place}/states/${name}`)])),
  });
  return { ...state(document, ""), id: document.id, context: ({ input }: { input: unknown }) => input };
}
