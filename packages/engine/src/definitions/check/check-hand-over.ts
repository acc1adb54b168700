import { errorAt, type Finding } from "../../model/finding.ts";
import { isPartnerWord } from "../../model/partner.ts";
import { own } from "../own.ts";
import { listOf, referenceOf, type ProcessDocument, type Reference } from "../process.ts";
import { actionsOf, withAncestors, type Edge, type GraphNode } from "../state-graph.ts";
import { askedFields } from "./asked-fields.ts";
import type { LiveGraph } from "./live-graph.ts";
import { passage } from "./passage.ts";

/** Whoever hands a ticket over says to whom, and wherever it waits then the answer of the other side brings it on. */
export function checkHandOver(document: ProcessDocument, graph: LiveGraph): Finding[] {
  const nodes = [...graph.nodes.values()];
  const edges = nodes.flatMap((node) => node.edges);
  const texts = new Set(askedFields(document, graph).flatMap(([name, { type }]) => (type === "text" ? [name] : [])));
  return [
    ...nodes.flatMap(checkPlaces),
    ...edges.flatMap((edge) => [...checkWord(edge), ...checkFields(edge)]),
    ...edges.filter(handsOver).flatMap((edge) => [...checkAsks(edge), ...checkTravels(edge, texts), ...checkReturns(edge, graph)]),
  ];
}

/** A ticket is handed over by a transition; on entering or leaving a state nobody would have said to whom. */
function checkPlaces(node: GraphNode): Finding[] {
  return actionsOf(node).flatMap(({ place, action }) => {
    const { type } = referenceOf(action);
    if (type !== "hand-over" || node.edges.some((edge) => edge.kind === "on" && place.startsWith(`${edge.place}/actions`))) return [];
    return errorAt(
      place,
      "hand-over-place",
      "动作 hand-over 只能写在由人操作的转换上；请移到转换的 actions。",
      "The action hand-over belongs to a transition that somebody takes; move it to the transition's actions.",
    );
  });
}

function handsOver({ kind, transition }: Edge): boolean {
  return kind === "on" && listOf<Reference>(transition.actions).some((action) => referenceOf(action).type === "hand-over");
}

function checkAsks(edge: Edge): Finding[] {
  const field = own(edge.transition.meta?.form, "partner");
  if (field?.type === "partner" && field.required) return [];
  return [
    errorAt(
      `${edge.place}/meta/form`,
      "no-partner",
      "移交要写明交给哪个租户：请在表单加上必填字段 partner（类型 partner）。",
      'A hand-over must say to which tenant: add the required field "partner" of the type partner to its form.',
    ),
  ];
}

function checkFields(edge: Edge): Finding[] {
  return Object.entries(edge.transition.meta?.form ?? {}).flatMap(([name, { type }]) =>
    type !== "partner" || (name === "partner" && handsOver(edge))
      ? []
      : errorAt(
          `${edge.place}/meta/form/${name}`,
          "stray-field",
          "类型 partner 的字段须名为 partner，且只用于带动作 hand-over 的转换；请改正或删去。",
          'A field of the type partner is called "partner" and belongs to a transition with the action hand-over; correct or remove it.',
        ),
  );
}

/** What is to travel is something that somebody writes. */
function checkTravels(edge: Edge, texts: ReadonlySet<string>): Finding[] {
  const named = listOf<Reference>(edge.transition.actions).map(referenceOf);
  const travelling = named.flatMap(({ type, params }) => (type === "hand-over" ? listOf(params["texts"] as readonly string[]) : []));
  return travelling.flatMap((name) =>
    texts.has(name)
      ? []
      : errorAt(
          `${edge.place}/actions`,
          "unknown-field",
          `要随案移交的文字 ${name} 没有任何表单填写；请改正，已有的是 ${[...texts].join("、")}。`,
          `No form asks for the text ${name} that is to travel along; correct it, there is ${[...texts].join(", ")}.`,
        ),
  );
}

/** Whether the other side takes it, and how it ends there: from wherever the ticket waits, each leads on. */
function checkReturns(edge: Edge, graph: LiveGraph): Finding[] {
  const waits = [...passage(edge, graph).enters].filter(({ children, type }) => children.length === 0 && type !== "history");
  const missing = (["answered", "not-taken"] as const).filter((word) => !waits.every((node) => hears(node, word)));
  if (waits.length > 0 && missing.length === 0) return [];
  return [
    errorAt(
      `${edge.place}/target`,
      "no-answer",
      "移交后案卷要停在等候的状态，并有无条件的转换 answered 和 not-taken（by 写 system）；否则对方答复了也走不下去。",
      'A ticket that was handed over waits in a state with the unguarded transitions "answered" and "not-taken", taken by system; else nothing follows from what the other side says.',
    ),
  ];
}

function hears(node: GraphNode, word: string): boolean {
  return withAncestors(node).some((at) =>
    at.edges.some(({ kind, name, transition }) => kind === "on" && name === word && transition.guard === undefined),
  );
}

/** The engine passes on what the other side said: it fills in nothing more and asks nobody. */
function checkWord({ kind, name, place, transition: { meta } }: Edge): Finding[] {
  if (kind !== "on" || !isPartnerWord(name)) return [];
  const { by = [], form = {}, evidence, approvals } = meta ?? {};
  if (by.every(({ role }) => role === "system") && Object.keys(form).length === 0 && !evidence && !approvals) return [];
  return [
    errorAt(
      `${place}/meta`,
      "word-asks",
      `转换 ${name} 由引擎转达对方租户的话：by 只能写 system，且不能有表单、凭证和审批。`,
      `The engine passes on ${name} from another tenant: only "system" may take it, and it asks for no form, no evidence and no approval.`,
    ),
  ];
}
