import { errorAt, type Finding } from "../../model/finding.ts";
import { finalsOf } from "./finals-of.ts";
import type { LiveGraph } from "./live-graph.ts";
import { passage, type Passage } from "./passage.ts";
import { settable, type FieldType } from "../form.ts";
import { whistleActionsOf } from "./whistle-actions.ts";
import { stages } from "../../model/stage.ts";
import type { Edge, GraphNode } from "../state-graph.ts";

/** A step aside makes nobody a handler, so nothing may be handled in it: it asks no result and no evidence, and verification does not follow. */
export function checkAside(graph: LiveGraph): Finding[] {
  const edges = [...graph.nodes.values()].flatMap((node) => node.edges);
  return edges.flatMap((edge) =>
    edge.transition.meta?.way === "aside" ? [...checkAsked(edge), ...checkStage(edge, graph), ...checkLed(edge, graph)] : [],
  );
}

function checkAsked(edge: Edge): Finding[] {
  const { place, name, transition } = edge;
  const { meta } = transition;
  // What others are called for is no result.
  if (isCall(edge)) return [];
  const told = Object.entries(meta?.form ?? {}).filter(([field, { type }]) => tells.has(type) && !isOfSteps(field));
  return [
    ...(meta?.evidence
      ? [
          errorAt(
            `${place}/meta/evidence`,
            "aside-asks",
            `${name} 标为 aside（不算处置），却要凭证；请删去 evidence，或删去 way。`,
            `${name} is a step aside, which is no handling, and asks for evidence; remove "evidence", or remove its "way".`,
          ),
        ]
      : []),
    ...told.map(([field]) =>
      errorAt(
        `${place}/meta/form/${field}`,
        "aside-asks",
        `${name} 标为 aside（不算处置），除 reason 外不可填写文字、数字或是否，却要填写 ${field}；请删去此字段，或删去 way。`,
        `${name} is a step aside, which is no handling, and may ask for no words, numbers or yes and no but "reason"; remove the field ${field}, or remove its "way".`,
      ),
    ),
  ];
}

function isCall(edge: Edge): boolean {
  const acts = whistleActionsOf(edge);
  return acts.has("blow") || acts.has("call");
}

/** What can tell of a result. */
const tells: ReadonlySet<FieldType> = new Set(["text", "string", "number", "boolean"]);

/** The reason, and attributes such as the priority. */
function isOfSteps(field: string): boolean {
  return field === "reason" || Object.hasOwn(settable, field);
}

/** What leads to a later stage is a step forward, whatever it is called; verification is looked at below, and an end is none. */
function checkStage(edge: Edge, graph: LiveGraph): Finding[] {
  const from = edge.source.stage;
  if (from === undefined) return [];
  const isLater = (stage: GraphNode["stage"]) =>
    stage === "dispatch" || stage === "handle" ? stages.indexOf(stage) > stages.indexOf(from) : false;
  const later = [...passage(edge, graph).enters].find(
    ({ children, type, stage }) => children.length === 0 && type !== "history" && isLater(stage),
  );
  if (!later) return [];
  return [
    errorAt(
      `${edge.place}/meta/way`,
      "aside-forward",
      `${edge.name} 标为 aside（不进不退），却进入更靠后的环节（${later.id}）；请删去 way，它就是向前的一步。`,
      `${edge.name} is a step aside, neither forward nor back, and enters a later stage (${later.id}); remove its "way": it is a step forward.`,
    ),
  ];
}

function checkLed(edge: Edge, graph: LiveGraph): Finding[] {
  const verified = verifiedAfter(edge, graph);
  if (!verified) return [];
  return [
    errorAt(
      `${edge.place}/target`,
      "aside-asks",
      `${edge.name} 标为 aside（不算处置），却通向核查状态 ${verified.id}，送核查的人必须算处置人；请改变目标，或删去 way。`,
      `${edge.name} is a step aside, which is no handling, and leads to ${verified.id}, where a ticket is verified, and whoever brings it there has handled it; change its target, or remove its "way".`,
    ),
  ];
}

/** The state of verification that the transition enters, or an internal step or a timer that may follow it. */
function verifiedAfter(first: Edge, graph: LiveGraph): GraphNode | undefined {
  const internal = [...graph.nodes.values()].flatMap(graph.live).filter(({ kind }) => kind !== "on");
  const taken = new Set([first]);
  // What is added on the way is looked at in its turn.
  for (const edge of taken) {
    const passed = passage(edge, graph);
    const verified = [...passed.enters].find((node) => node.stage === "verify" && node.children.length === 0 && node.type !== "history");
    if (verified) return verified;
    for (const next of internal) if (mayFollow(next, passed)) taken.add(next);
  }
  return undefined;
}

function mayFollow({ kind, source }: Edge, { enters, keeps }: Passage): boolean {
  // A timer that ran before is none of this step's doing.
  if (kind === "after") return enters.has(source);
  if (kind === "always") return enters.has(source) || keeps.has(source);
  return finalsOf(source).some((final) => enters.has(final));
}
