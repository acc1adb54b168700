import { errorAt, type Finding } from "../../model/finding.ts";
import type { FormSpec } from "../form.ts";
import { own } from "../own.ts";
import type { ProcessDocument, referenceOf } from "../process.ts";
import type { StateGraph } from "../state-graph.ts";
import { formOf } from "./asked-fields.ts";
import { nearestName } from "./nearest-name.ts";

/** A command sent by a rung is taken by some state, and from the engine. */
export function checkRungCommand(
  place: string,
  { type, params: { command, form } }: ReturnType<typeof referenceOf>,
  { id }: ProcessDocument,
  { nodes }: StateGraph,
): Finding[] {
  if (type !== "command" || typeof command !== "string") return [];
  const edges = [...nodes.values()].flatMap((node) => node.edges.filter((edge) => edge.kind === "on"));
  const named = edges.filter((edge) => edge.name === command);
  if (named.length === 0) {
    const nearest = nearestName(command, new Set(edges.map((edge) => edge.name)));
    return [
      errorAt(
        place,
        "unknown-command",
        `流程 ${id} 没有命令 ${command}；${nearest ? `是否想写 ${nearest}？` : "请改正，或在流程中加上它。"}`,
        `The process ${id} has no command ${command}; ${nearest ? `did you mean ${nearest}?` : "correct it, or add it to the process."}`,
      ),
    ];
  }
  const taken = named.filter((edge) => edge.transition.meta?.by.some(({ role }) => role === "system"));
  if (taken.length > 0 && taken.every((edge) => edge.transition.meta?.evidence)) return [asksEvidence(place, command)];
  if (taken.length > 0) return checkForm(place, command, taken.map(formOf), form);
  return [
    errorAt(
      place,
      "not-for-the-engine",
      `流程 ${id} 的命令 ${command} 不许引擎自己做；请在该转换的 by 中加上 { "role": "system" }。`,
      `The process ${id} does not take the command ${command} from the engine; add { "role": "system" } to the "by" of that transition.`,
    ),
  ];
}

function asksEvidence(place: string, command: string): Finding {
  return errorAt(
    place,
    "command-evidence",
    `命令 ${command} 要求附上凭证，阶梯没有，每次都会被拒绝；请换一个命令，或让引擎走一条不要凭证的转换。`,
    `The command ${command} asks for evidence, of which a rung has none, so that it would be refused each time; send another, or let the engine take a transition that asks for none.`,
  );
}

/** What the rung fills in suits one of the transitions at least, or the command would be refused each time. */
function checkForm(place: string, command: string, specs: readonly FormSpec[], form: unknown): Finding[] {
  const given = Object.keys(typeof form === "object" && form !== null ? form : {});
  const faults = specs.map((spec) => ({
    stray: given.filter((name) => !own(spec, name)),
    missing: Object.keys(spec).filter((name) => spec[name]?.required === true && !given.includes(name)),
  }));
  const [first] = faults;
  if (!first || faults.some(({ stray, missing }) => stray.length + missing.length === 0)) return [];
  const { stray, missing } = first;
  const zh = [missing.length > 0 && `还须填写 ${missing.join("、")}`, stray.length > 0 && `没有字段 ${stray.join("、")}`];
  const en = [missing.length > 0 && `it also asks for ${missing.join(", ")}`, stray.length > 0 && `it has no field ${stray.join(", ")}`];
  return [
    errorAt(
      `${place}/params/form`,
      "command-form",
      `命令 ${command} 的表单不对，每次都会被拒绝：${said(zh, "，")}；请改正。`,
      `The form of the command ${command} does not fit, so that it would be refused each time: ${said(en, ", and ")}; correct it.`,
    ),
  ];
}

function said(parts: readonly (string | false)[], separator: string): string {
  return parts.filter((part) => part !== false).join(separator);
}
