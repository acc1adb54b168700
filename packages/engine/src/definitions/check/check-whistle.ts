import { errorAt, type Finding } from "../../model/finding.ts";
import type { JsonObject } from "../../model/json.ts";
import { legRoles } from "../../model/leg.ts";
import { joinCommands } from "../../model/whistle.ts";
import type { Limit } from "../../model/ticket.ts";
import type { FieldType } from "../form.ts";
import { own } from "../own.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, leavesBeneath, type Edge, type GraphNode } from "../state-graph.ts";
import type { LiveGraph } from "./live-graph.ts";
import { isCountable, needsCalendar } from "./needs-calendar.ts";
import { passage } from "./passage.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { isJoint, isWhistleAction, whistleActionsOf, type WhistleAction } from "./whistle-actions.ts";

/** What the check of whistles must know of the other processes. */
export type LegSurroundings = Pick<ProcessSurroundings, "hasCalendar" | "processes">;

/** Whoever comes to a joint handling has called somebody, and the ticket goes on from it once the legs have what they were called for. */
export function checkWhistle(graph: LiveGraph, around: LegSurroundings): Finding[] {
  const nodes = [...graph.nodes.values()];
  const edges = nodes.flatMap((node) => node.edges);
  return [
    ...nodes.flatMap(checkPlaces),
    ...nodes.flatMap((node) => checkJoined(node)),
    ...edges.flatMap((edge) => [...checkEntered(edge, graph), ...checkForm(edge), ...checkTold(edge)]),
    ...edges.flatMap((edge) => [...whistleActionsOf(edge)].flatMap(([type, params]) => checkCall(edge, type, params, graph, around))),
  ];
}

/** Legs are called by a transition; on entering or leaving a state nobody would have said whom. */
function checkPlaces(node: GraphNode): Finding[] {
  const inside = new Set(node.edges.map((edge) => edge.place));
  return actionsOf(node).flatMap(({ place, action }) => {
    const { type } = referenceOf(action);
    if (!isWhistleAction(type) || [...inside].some((each) => place.startsWith(`${each}/actions`))) return [];
    return errorAt(
      place,
      "whistle-place",
      `动作 ${type} 只能写在转换上，不能写在进入或离开状态时；请移到转换的 actions。`,
      `The action ${type} belongs to a transition, not to entering or leaving a state; move it to the transition's actions.`,
    );
  });
}

/** Entering a joint handling without calling or recalling anybody, as a history state would, it would wait for nobody. */
function checkEntered(edge: Edge, graph: LiveGraph): Finding[] {
  if (isJoint(edge.source) || ![...passage(edge, graph).enters].some(isJoint)) return [];
  const acts = whistleActionsOf(edge);
  if (acts.has("blow") || acts.has("recall")) return [];
  return [
    errorAt(
      `${edge.place}/target`,
      "joint-uncalled",
      "这条转换进入联合处置，却没有叫任何单位，案卷会在那里空等；请加上动作 blow 或 recall，或改变目标（历史状态也算）。",
      "This transition enters a joint handling and calls nobody, so that the ticket would wait there for no one; add the action blow or recall, or change the target, a history state included.",
    ),
  ];
}

/** In every joint state the engine can say that the legs have what they were called for. */
function checkJoined(node: GraphNode): Finding[] {
  if (node.children.length > 0 || node.type === "history" || node.type === "final" || !isJoint(node)) return [];
  for (let at: GraphNode | undefined = node; at; at = at.parent)
    if (at.edges.some(({ kind, name, transition }) => kind === "on" && name === "joined" && transition.guard === undefined)) return [];
  return [
    errorAt(
      node.place,
      "no-joined",
      `状态 ${node.id} 是联合处置，却没有无条件的转换 joined，办齐了也走不下去；请加上它，by 写 system。`,
      `In the joint state ${node.id} there is no unguarded transition "joined", so that nothing follows once the legs are done; add one, taken by system.`,
    ),
  ];
}

/** The engine fills in nothing and asks nobody. */
function checkTold({ kind, name, place, transition: { meta } }: Edge): Finding[] {
  if (kind !== "on" || !(joinCommands as readonly string[]).includes(name)) return [];
  const isBare = meta?.by.every(({ role }) => role === "system") && Object.keys(meta.form ?? {}).length === 0 && !meta.evidence;
  if (isBare) return [];
  return [
    errorAt(
      `${place}/meta`,
      "joined-asks",
      `转换 ${name} 由引擎自己发出：by 只能写 system，且不能有表单和凭证。`,
      `The engine itself sends ${name}: only "system" may take it, and it asks for no form and no evidence.`,
    ),
  ];
}

/** A whistle's fields are read by their names, and only where there is something to be done with them. */
function checkForm(edge: Edge): Finding[] {
  const acts = whistleActionsOf(edge);
  const meant = { calls: acts.has("blow") || acts.has("call"), legs: acts.has("recall") || acts.has("cancel-legs") };
  const form = Object.entries(edge.transition.meta?.form ?? {});
  return form.flatMap(([name, { type }]): Finding[] => {
    const place = `${edge.place}/meta/form/${name}`;
    if (meant.calls && (name === "area" || name === "category")) return [movesGround(place, name)];
    if (type !== "calls" && type !== "legs") return [];
    return meant[type] && name === type ? [] : [strayField(place, type)];
  });
}

function checkCall(edge: Edge, type: WhistleAction, params: JsonObject, graph: LiveGraph, around: LegSurroundings): Finding[] {
  const inside = isJoint(edge.source);
  const isAbove = leavesBeneath(edge.source).some(isJoint);
  const place = `${edge.place}/actions`;
  if (type === "call" || type === "cancel-legs") {
    if (!inside) return [misplaced(place, type)];
    return type === "call" ? asks(edge, "calls") : stands(edge, "open");
  }
  if (isAbove || ![...passage(edge, graph).enters].some(isJoint)) return [misplaced(place, type)];
  return type === "recall" ? [...asks(edge, "legs"), ...stands(edge, "ended")] : checkBlow(edge, params, around);
}

function checkBlow(edge: Edge, params: JsonObject, around: LegSurroundings): Finding[] {
  const place = `${edge.place}/actions`;
  const calls = (params["calls"] ?? []) as unknown as readonly { readonly role: string }[];
  const somebody = calls.some(({ role }) => role !== "informed");
  const legs = (params["legs"] ?? {}) as Readonly<Record<string, string>>;
  const processes = legRoles.flatMap((role) => around.processes.get(legs[role] ?? "") ?? []);
  return [
    ...(somebody && edge.kind === "after" ? [] : somebody && !edge.transition.meta?.form?.["calls"] ? [] : asks(edge, "calls")),
    ...legRoles.flatMap((role) => checkLegProcess(`${place}/params/legs/${role}`, legs[role] ?? "", around)),
    ...Object.entries((params["limits"] ?? {}) as unknown as Readonly<Record<string, Limit>>).flatMap(([name, limit]) =>
      checkLimit(`${place}/params/limits/${name}`, name, limit, processes, around),
    ),
  ];
}

function checkLegProcess(place: string, id: string, { processes }: LegSurroundings): Finding[] {
  const found = processes.get(id);
  if (found?.meta.leg) return [];
  if (found) {
    return [
      errorAt(
        place,
        "not-a-leg",
        `流程 ${id} 不是子任务的流程；请写一个 meta.leg 为 true 的流程。`,
        `The process ${id} is not what legs follow; name one whose meta.leg is true.`,
      ),
    ];
  }
  return [errorAt(place, "unknown-process", `没有流程 ${id}；请先登记它。`, `There is no process ${id}; register it first.`)];
}

function checkLimit(place: string, name: string, limit: Limit, processes: readonly ProcessDocument[], around: LegSurroundings): Finding[] {
  const clocks = [...new Set(processes.flatMap(({ meta }) => Object.keys(meta.clocks ?? {})))];
  if (processes.some(({ meta }) => own(meta.clocks, name)))
    return isCountable(limit, around) ? [] : [needsCalendar(`${place}/unit`, `时限 ${name} `, `the clock ${name}`, limit)];
  const known = clocks.join(", ");
  return [
    errorAt(
      place,
      "unknown-clock",
      `子任务的流程没有时限 ${name}（现有：${known || "无"}）；请改正。`,
      `What the legs follow has no clock ${name} (there is ${known || "none"}); correct it.`,
    ),
  ];
}

function asks(edge: Edge, type: Extract<FieldType, "calls" | "legs">): Finding[] {
  const field = own(edge.transition.meta?.form, type);
  if (field?.type === type && field.required) return [];
  const [zh, en] = type === "calls" ? ["叫哪些单位", "whom it calls"] : ["哪些子任务", "which legs are meant"];
  return [
    errorAt(
      `${edge.place}/meta/form`,
      `no-${type}`,
      `这一步要写明${zh}：请在表单加上必填字段 ${type}（类型 ${type}）。`,
      `This step must say ${en}: add the required field "${type}" of the type ${type} to its form.`,
    ),
  ];
}

function stands(edge: Edge, stand: "open" | "ended"): Finding[] {
  const field = own(edge.transition.meta?.form, "legs");
  if (!field || (field.stand ?? "open") === stand) return [];
  return [
    errorAt(
      `${edge.place}/meta/form/legs/stand`,
      "legs-stand",
      `这一步只能选${stand === "open" ? "未结束" : "已结束"}的子任务；请写 stand: ${stand}。`,
      `Here only legs can be meant that ${stand === "open" ? "are still open" : "have ended"}; say "stand": "${stand}".`,
    ),
  ];
}

function misplaced(place: string, type: WhistleAction): Finding {
  const [zh, en] = {
    blow: ["从联合处置之外进入联合处置的", "leads into a joint handling from outside"],
    recall: ["从联合处置之外回到联合处置的", "leads back into a joint handling from outside"],
    call: ["联合处置之内的", "begins in a joint handling"],
    "cancel-legs": ["联合处置之内的", "begins in a joint handling"],
  }[type] as [string, string];
  return errorAt(
    place,
    "whistle-place",
    `动作 ${type} 只能用在${zh}转换上（状态的 meta.joint 为 true）。`,
    `The action ${type} belongs to a transition that ${en}, a state whose meta.joint is true.`,
  );
}

function movesGround(place: string, name: string): Finding {
  return errorAt(
    place,
    "calls-ground",
    `吹哨按案卷现在的所在地和类别找单位，同一张表单不能再改 ${name}；请删去此字段。`,
    `Units are called by the ground and category that the ticket has now, so that the same form cannot change its ${name}; remove the field.`,
  );
}

function strayField(place: string, type: "calls" | "legs"): Finding {
  const [zh, en] = type === "calls" ? ["blow 或 call", "blow or call"] : ["recall 或 cancel-legs", "recall or cancel-legs"];
  return errorAt(
    place,
    "stray-field",
    `类型 ${type} 的字段须名为 ${type}，且只用于带动作 ${zh} 的转换；请改正或删去。`,
    `A field of the type ${type} is called "${type}" and belongs to a transition with the action ${en}; correct or remove it.`,
  );
}
