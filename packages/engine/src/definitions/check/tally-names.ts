import { joinCommands } from "../../model/whistle.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, entered, stateGraph, targetsOf, withAncestors, type Edge, type StateGraph } from "../state-graph.ts";

/** What the processes have that a tally may name. */
export interface TallyNames {
  /** Commands to a ticket. */
  readonly commands: readonly string[];
  /** Those that may end one. */
  readonly ending: readonly string[];
  /** What the forms that end one ask, and whether it is a question of yes or no. */
  readonly answers: ReadonlyMap<string, boolean>;
  /** With those around them. */
  readonly states: readonly string[];
  readonly clocks: readonly string[];
  readonly legClocks: readonly string[];
  readonly counters: readonly string[];
  readonly whistleKinds: readonly string[];
}

/** What the engine sends of itself, or for whoever agrees to what others asked for: what comes of it is seen from no name. */
const ownCommands = ["report", "timer", "approve", "repin", "adopt"] as const;

/** Reads what is there of these processes: those that nobody can report to are the processes of legs. */
export function tallyNames(processes: Iterable<ProcessDocument>, abilities: Iterable<string>): TallyNames {
  const all = [...processes];
  const [ofTickets, ofLegs] = [all.filter(({ meta }) => meta.report), all.filter(({ meta }) => !meta.report)];
  const graphs = ofTickets.map(stateGraph);
  const edges = graphs.flatMap(edgesOf);
  const ends = graphs.flatMap((graph) => edgesOf(graph).filter((edge) => mayEnd(edge, graph)));
  const legCommands = namesOf(ofLegs.map(stateGraph).flatMap(edgesOf));
  // The command that ends the last leg ends the ticket where that is all it waits for.
  const byLegs = ends.some(({ name }) => (joinCommands as readonly string[]).includes(name)) ? legCommands : [];
  return {
    commands: [...ownCommands, ...abilities, ...namesOf(edges)],
    ending: [...ownCommands, ...namesOf(ends), ...byLegs],
    answers: answersOf(ends),
    states: graphs.flatMap(statesOf),
    clocks: ofTickets.flatMap(clocksOf),
    legClocks: ofLegs.flatMap(clocksOf),
    counters: paramsOf(all, "count", "counter"),
    whistleKinds: paramsOf(all, "blow", "kind"),
  };
}

/** Whether the ticket may come to an end by it, through what follows by itself. */
function mayEnd(edge: Edge, graph: StateGraph, seen: Set<Edge> = new Set()): boolean {
  if (edge.kind === "after" || seen.has(edge)) return false;
  seen.add(edge);
  const targets = targetsOf(edge, graph.nodes);
  const states = targets.flatMap((target) => entered(target, graph.nodes));
  if (states.some(({ stage }) => stage === "close")) return true;
  const isDone = states.some(({ type }) => type === "final");
  const next = [...states, ...targets.flatMap(withAncestors)].flatMap(({ edges }) => edges);
  return next.some((each) => (each.kind === "always" || (each.kind === "onDone" && isDone)) && mayEnd(each, graph, seen));
}

/** Asked by several, a field is a question of yes or no where one of them says so. */
function answersOf(ends: readonly Edge[]): ReadonlyMap<string, boolean> {
  const answers = new Map<string, boolean>();
  for (const { transition } of ends)
    for (const [field, { type }] of Object.entries(transition.meta?.form ?? {}))
      answers.set(field, answers.get(field) === true || type === "boolean");
  return answers;
}

function namesOf(edges: readonly Edge[]): readonly string[] {
  return edges.flatMap((edge) => (edge.kind === "on" ? [edge.name] : []));
}

function clocksOf({ meta }: ProcessDocument): readonly string[] {
  return Object.keys(meta.clocks ?? {});
}

/** What the actions of a type have for a parameter. */
function paramsOf(processes: readonly ProcessDocument[], action: string, param: string): readonly string[] {
  return processes
    .flatMap((process) => [...stateGraph(process).nodes.values()])
    .flatMap(actionsOf)
    .flatMap((each) => {
      const { type, params } = referenceOf(each.action);
      const value = params[param];
      return type === action && typeof value === "string" ? [value] : [];
    });
}

function statesOf({ root, nodes }: StateGraph): readonly string[] {
  return [...nodes.values()].flatMap(({ id, parent }) => (parent ? [id.slice(root.id.length + 1)] : []));
}

function edgesOf({ nodes }: StateGraph): readonly Edge[] {
  return [...nodes.values()].flatMap(({ edges }) => edges);
}
