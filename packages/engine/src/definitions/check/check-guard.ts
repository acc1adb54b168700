import { errorAt, type Finding } from "../../model/finding.ts";
import type { Label } from "../../model/label.ts";
import { conditionFault } from "../../rules/check/kind-fault.ts";
import { settable } from "../form.ts";
import type { KnownPaths } from "./known-paths.ts";
import { own } from "../own.ts";
import type { ProcessSurroundings } from "./process-surroundings.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import type { Edge } from "../state-graph.ts";
import { clockShape, isLeaf, readPaths, type Shape } from "./ticket-shape.ts";

/** A guard that exists, compiles, and reads only what can be there. */
export function checkGuard(edge: Edge, document: ProcessDocument, around: ProcessSurroundings, known: KnownPaths): Finding[] {
  if (edge.transition.guard === undefined) return [];
  const { type, params } = referenceOf(edge.transition.guard);
  const place = `${edge.place}/guard`;
  if (type !== "feel") return checkHostGuard(place, type, document);
  const findings = checkParams(place, Object.keys(params));
  const { when } = params;
  if (typeof when !== "string") {
    return [
      ...findings,
      errorAt(
        `${place}/params/when`,
        "feel-missing",
        "feel 条件缺少 when 表达式；请补上。",
        "The feel guard has no expression; write it as params.when.",
      ),
    ];
  }
  const checked = around.feel(when);
  if (!checked.ok) return [...findings, { severity: "error", code: "feel", place: `${place}/params/when`, message: checked.message }];
  const unknown = checked.names.flatMap((name) => checkPath(`${place}/params/when`, name, edge, known));
  return [...findings, ...(unknown.length > 0 ? unknown : checkKinds(`${place}/params/when`, when, edge, known))];
}

/** What compares a number with a text, or a choice with what it does not offer, is not true of any ticket. */
function checkKinds(place: string, when: string, edge: Edge, known: KnownPaths): Finding[] {
  const fault = conditionFault(when, [...readPaths("ticket", known.ticket), ...readPaths("form", known.formAt(edge))]);
  return fault ? [{ severity: "error", place, ...fault }] : [];
}

function checkHostGuard(place: string, type: string, document: ProcessDocument): Finding[] {
  if (own(document.meta.hostGuards, type) !== undefined) return [];
  return [
    errorAt(
      place,
      "unknown-guard",
      `没有条件 ${type}；请用 feel，或在 meta.hostGuards 中写明宿主条件及其版本。`,
      `There is no guard ${type}; use "feel", or name the host's guard and its version in meta.hostGuards.`,
    ),
  ];
}

/** A guard with a parameter that nobody reads is not the guard its author meant. */
function checkParams(place: string, keys: readonly string[]): Finding[] {
  return keys
    .filter((key) => key !== "when")
    .map((key) =>
      errorAt(
        `${place}/params`,
        "guard-params",
        `feel 条件不认识参数 ${key}，只有 when；请把它写进表达式，或删去它。`,
        `A feel guard has no parameter ${key}, only "when"; put it into the expression, or remove it.`,
      ),
    );
}

/** The same for what is read of a ticket where there is no form: `path` is what comes after `ticket`. */
export function unknownTicketPath(path: readonly string[], known: KnownPaths): Label | undefined {
  const missing = missingIn(known.ticket, path);
  if (!missing) return undefined;
  const [zh, en] = ticketAdvice(missing, known);
  return { "zh-CN": zh, en };
}

/** The same for what comes after `clock`. */
export function unknownClockPath(path: readonly string[]): Label | undefined {
  const missing = missingIn(clockShape, path);
  if (!missing) return undefined;
  const [zh, en] = noParts(["clock", ...missing.within].join("."), missing.parts);
  return { "zh-CN": zh, en };
}

/** FEEL answers null for a path that leads nowhere, so that a slip of the pen would keep the guard shut for ever. */
function checkPath(place: string, name: string, edge: Edge, known: KnownPaths): Finding[] {
  const [start, ...path] = name.split(".");
  const missing = missingIn(start === "form" ? known.formAt(edge) : known.ticket, path);
  if (!missing) return [];
  const [zh, en] = start === "form" ? formAdvice(edge, missing) : ticketAdvice(missing, known);
  return [errorAt(place, "unknown-path", `条件读取的 ${name} 永远是空值：${zh}`, `The guard reads ${name}, which is always null: ${en}`)];
}

interface Missing {
  /** What holds the part that is not there. */
  readonly within: readonly string[];
  readonly part: string;
  readonly parts: readonly string[];
}

function missingIn(shape: Shape, path: readonly string[], within: readonly string[] = []): Missing | undefined {
  const [part, ...rest] = path;
  if (part === undefined || shape === "any") return undefined;
  const inner = isLeaf(shape) || !Object.hasOwn(shape, part) ? undefined : shape[part];
  if (inner === undefined) return { within, part, parts: isLeaf(shape) ? [] : Object.keys(shape) };
  return missingIn(inner, rest, [...within, part]);
}

type Advice = readonly [zh: string, en: string];

function formAdvice(edge: Edge, { within, part, parts }: Missing): Advice {
  if (within.length > 0) return noParts(`form.${within.join(".")}`, parts);
  if (edge.kind === "on") {
    return [
      `命令 ${edge.name} 的表单没有字段 ${part}；请在 meta.form 中加上它，或改用 ${listed(parts)}。`,
      `the form of the command ${edge.name} has no field ${part}; add it to meta.form, or read one of: ${listed(parts)}.`,
    ];
  }
  return [
    `没有一个转换的表单有字段 ${part}；请加上它，或改用 ${listed(parts)}。`,
    `no transition's form has the field ${part}; add it to one, or read one of: ${listed(parts)}.`,
  ];
}

function ticketAdvice({ within, part, parts }: Missing, known: KnownPaths): Advice {
  const [first] = within;
  if (first === undefined)
    return [`案卷没有属性 ${part}；可读的有 ${listed(parts)}。`, `a ticket has no ${part}; it has ${listed(parts)}.`];
  if (within.length > 1) return noParts(`ticket.${within.join(".")}`, parts);
  if (first === "counts") {
    return [
      `没有 count 动作计数 ${part}；请加上这个动作，或改用 ${listed(parts)}。`,
      `no action "count" counts ${part}; add one, or read one of: ${listed(parts)}.`,
    ];
  }
  if (first !== "fields" && first !== "texts") return noParts(`ticket.${first}`, parts);
  const elsewhere = placeOf(part, known);
  if (elsewhere) return [`${part} 填在 ${elsewhere}；请改读它。`, `${part} is kept as ${elsewhere}; read that.`];
  return [
    `没有表单填写 ${part}；请在某个表单中加上它，或改用 ${listed(parts)}。`,
    `no form asks for ${part}; add it to one, or read one of: ${listed(parts)}.`,
  ];
}

/** Fields named like an attribute set it, and human texts are kept apart. */
function placeOf(field: string, known: KnownPaths): string | undefined {
  if (Object.hasOwn(settable, field)) return `ticket.${field}`;
  return ["texts", "fields"].filter((kept) => !missingIn(known.ticket, [kept, field])).map((kept) => `ticket.${kept}.${field}`)[0];
}

function noParts(whole: string, parts: readonly string[]): Advice {
  if (parts.length === 0) return [`${whole} 没有组成部分；请直接读它。`, `${whole} has no parts; read it as it is.`];
  return [`${whole} 只有 ${listed(parts)}。`, `${whole} has only ${listed(parts)}.`];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "—" : names.join(", ");
}
