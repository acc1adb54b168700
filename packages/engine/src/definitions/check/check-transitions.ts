import { errorAt, type Finding } from "../../model/finding.ts";
import { isInherited } from "../../model/schema.ts";
import { checkAction } from "./check-action.ts";
import { checkForm } from "./check-form.ts";
import { checkGuard } from "./check-guard.ts";
import { checkBy, checkRole } from "./check-roles.ts";
import type { FieldType, FormSpec } from "../form.ts";
import { checkTargets } from "./check-targets.ts";
import { own } from "../own.ts";
import type { KnownPaths } from "./known-paths.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { referenceOf, reportOf, type ProcessDocument, type TransitionMeta } from "../process.ts";
import { actionsOf, type Edge, type GraphNode, type StateGraph } from "../state-graph.ts";

/** A wildcard would answer to every command, and `xstate.*` would end timers and joins at will. */
const commandName = /^[a-z][a-z0-9-]{0,63}$/;

/** Every reference of a state's transitions leads somewhere, and every command says who, what and why. */
export function checkTransitions(
  node: GraphNode,
  graph: StateGraph,
  document: ProcessDocument,
  around: ProcessSurroundings,
  known: KnownPaths,
): Finding[] {
  const findings = node.edges.flatMap((edge) => [
    ...checkTargets(edge, graph),
    ...checkGuard(edge, document, around, known),
    ...checkEdgeKind(edge, document, around),
  ]);
  for (const { place, action } of actionsOf(node)) findings.push(...checkAction(place, referenceOf(action), around));
  if (node.config.meta?.task) findings.push(...checkRole(`${node.place}/meta/task`, node.config.meta.task.role, around));
  if (!node.parent) {
    findings.push(
      ...checkBy("/meta/report/by", reportOf(document).by, around),
      ...checkForm("/meta/report/form", reportOf(document).form),
      ...checkReportForm(reportOf(document).form),
    );
  }
  return findings;
}

/** Legs are of a ticket that is there. */
function checkReportForm(form: FormSpec): Finding[] {
  const stray = Object.entries(form).filter(([, { type }]) => type === "calls" || type === "legs");
  return stray.map(([name, { type }]) =>
    errorAt(
      `/meta/report/form/${name}/type`,
      "stray-field",
      `上报时还没有案卷，不能填写 ${type}；请把字段移到吹哨的转换。`,
      `While a ticket is reported nobody can be called to it: move the field of the type ${type} to the transition that blows the whistle.`,
    ),
  );
}

function checkEdgeKind(edge: Edge, document: ProcessDocument, around: ProcessSurroundings): Finding[] {
  const { meta } = edge.transition;
  if (edge.kind === "after" && own(document.meta.delays, edge.name) === undefined) {
    return [
      errorAt(
        edge.place,
        "unknown-delay",
        `没有名为 ${edge.name} 的时延；请在 meta.delays 中定义它（不写数字毫秒）。`,
        `There is no delay named ${edge.name}; define it in meta.delays (bare milliseconds are not taken).`,
      ),
    ];
  }
  if (edge.kind !== "on") return [];
  if (!commandName.test(edge.name) || isInherited(edge.name)) {
    return [
      errorAt(
        edge.place,
        "command-name",
        `命令名 ${edge.name} 不合要求；请用小写字母、数字和连字符（通配符、xstate.* 和 constructor 不可用）。`,
        `${edge.name} is no name for a command; use small letters, digits and hyphens (wildcards, xstate.* and constructor are taken).`,
      ),
    ];
  }
  if (around.commands.has(edge.name)) {
    return [
      errorAt(
        edge.place,
        "reserved-command",
        `命令 ${edge.name} 由引擎处理；请换一个名字。`,
        `The engine answers ${edge.name} itself; choose another name.`,
      ),
    ];
  }
  if (!meta)
    return [
      errorAt(
        `${edge.place}/meta`,
        "no-meta",
        `转换 ${edge.name} 没有 meta；请写明 label 和 by（谁可以做）。`,
        `The transition ${edge.name} has no meta; say its label and who may take it (by).`,
      ),
    ];
  return [
    ...checkBy(`${edge.place}/meta/by`, meta.by, around),
    ...checkBy(`${edge.place}/meta/approvals`, meta.approvals ?? [], around),
    ...checkApproved(edge, meta),
    ...checkForm(`${edge.place}/meta/form`, meta.form ?? {}),
    ...checkReturn(edge, meta),
  ];
}

/** The entry of an approval keeps both forms side by side. */
function checkApproved(edge: Edge, { approvals, form = {} }: TransitionMeta): Finding[] {
  const taken = approvals ? ["request", "opinion"].filter((name) => Object.hasOwn(form, name)) : [];
  return taken.map((name) =>
    errorAt(
      `${edge.place}/meta/form/${name}`,
      "taken-field",
      `字段名 ${name} 留给审批使用；这一步需要审批，请换一个名字。`,
      `The name ${name} is taken by approvals, and this step asks for one; choose another.`,
    ),
  );
}

function checkReturn(edge: Edge, meta: TransitionMeta): Finding[] {
  if (meta.way !== "return") return [];
  const asks = (name: string, type: FieldType) => meta.form?.[name]?.required === true && meta.form[name].type === type;
  if (asks("reason", "text") && asks("receiver", "unit") && asks("receivedBy", "person")) return [];
  return [
    errorAt(
      `${edge.place}/meta/form`,
      "return-form",
      "回退必须填写原因 reason（text）、接收单位 receiver（unit）和接收人 receivedBy（person），均为必填。",
      'A return must ask for "reason" (text), "receiver" (unit) and "receivedBy" (person), all required.',
    ),
  ];
}
