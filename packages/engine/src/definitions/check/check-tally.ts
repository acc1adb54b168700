import { errorAt, type Finding } from "../../model/finding.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, stateGraph, type Edge, type GraphNode } from "../state-graph.ts";
import type { Tally } from "../tally.ts";
import { nearestName } from "./nearest-name.ts";

export interface TallySurroundings {
  readonly processes: ReadonlyMap<string, ProcessDocument>;
  /** The commands that every process may have. */
  readonly abilities: ReadonlySet<string>;
}

/** A tally counts what can happen in some process, to a month that what it counts has. */
export function checkTally(tally: Tally, place: string, around: TallySurroundings): Finding[] {
  const known = commandsIn(around);
  const without = (tally.without ?? []).flatMap((name, i) => unseen(`${place}/without/${i}`, name, known, "命令", "command"));
  return [...checkMonth(tally, place), ...without, ...checkNames(tally, place, around, known)];
}

/** What may never have an end, or a deadline, has no month of it; one that is not filed yet belongs nowhere. */
function checkMonth(tally: Tally, place: string): Finding[] {
  if (!("in" in tally) || tally.in !== "closed") return [];
  if (tally.what === "closed" || tally.what === "on-time" || tally.what === "late" || tally.what === "exempted") return [];
  const message = {
    "zh-CN": `计数项 ${tally.name} 按结案月份计：尚未结案的案卷不计入；如非有意，请改为 happened。`,
    en: `The tally ${tally.name} counts in the month in which a ticket was closed: open ones are left out; take happened where that is not meant.`,
  };
  return [{ severity: "hint", code: "closed-only", place: `${place}/in`, message }];
}

/** Tickets that keep to an older version of a process may still have what the newest no longer has: a warning, no error. */
function checkNames(tally: Tally, place: string, { processes }: TallySurroundings, commands: readonly string[]): Finding[] {
  const documents = [...processes.values()];
  const all = (at: string, names: readonly string[] = []) =>
    names.flatMap((name, i) => unseen(`${place}/${at}/${i}`, name, commands, "命令", "command"));
  const clock = (name: string | undefined) =>
    name === undefined ? [] : unseen(`${place}/clock`, name, documents.flatMap(clocksOf), "时限", "clock");
  switch (tally.what) {
    case "closed":
      return [...all("by", tally.by), ...checkAnswer(tally.answer, place, documents)];
    case "on-time":
    case "late":
    case "exempted":
      return [...all("by", tally.by), ...clock(tally.clock)];
    case "overran":
      return clock(tally.clock);
    case "leg-on-time":
    case "leg-late":
      return clock(tally.clock);
    case "command":
      return all("commands", tally.commands);
    case "responded":
      return [...all("commands", tally.commands), ...checkLate(tally, place)];
    case "counter":
      return unseen(`${place}/counter`, tally.counter, ["urged", "absorbed", ...documents.flatMap(countersOf)], "计数器", "counter");
    case "entered":
      return unseen(`${place}/state`, tally.state, documents.flatMap(statesOf), "状态", "state");
    case "reported":
    case "filed":
    case "open":
    case "overdue":
    case "extended":
    case "supervised":
    case "rated":
    case "rating":
    case "whistled":
    case "called":
    case "leg-rated":
    case "leg-rating":
    case "whistle-rated":
    case "whistle-rating":
      return [];
  }
}

function checkAnswer(answer: { readonly field: string } | undefined, place: string, documents: readonly ProcessDocument[]): Finding[] {
  return answer ? unseen(`${place}/answer/field`, answer.field, documents.flatMap(fieldsOf), "表单字段", "form field") : [];
}

function checkLate({ name, late, within }: Extract<Tally, { what: "responded" }>, place: string): Finding[] {
  if (late === undefined || within) return [];
  return [
    errorAt(
      `${place}/late`,
      "no-limit",
      `计数项 ${name} 区分早晚，却没有写时限；请写明 within。`,
      `The tally ${name} tells late from in time and has no limit; say \`within\` how long.`,
    ),
  ];
}

function unseen(place: string, name: string, known: readonly string[], zh: string, en: string): Finding[] {
  if (known.includes(name)) return [];
  const near = nearestName(name, known);
  const [meantZh, meantEn] =
    near === undefined
      ? ["请改正，或先发布流程", "correct it, or publish the process first"]
      : [`是否指 ${near}？`, `do you mean ${near}?`];
  const message = {
    "zh-CN": `已发布的流程都没有${zh} ${name}，这里什么也数不到；${meantZh}`,
    en: `No published process has the ${en} ${name}, so that nothing is counted here; ${meantEn}`,
  };
  return [{ severity: "warning", code: `unseen-${en.replaceAll(" ", "-")}`, place, message }];
}

function commandsIn({ processes, abilities }: TallySurroundings): readonly string[] {
  return ["report", "timer", ...abilities, ...[...processes.values()].flatMap(commandsOf)];
}

function commandsOf(process: ProcessDocument): readonly string[] {
  return edgesOf(process).flatMap((edge) => (edge.kind === "on" ? [edge.name] : []));
}

function fieldsOf(process: ProcessDocument): readonly string[] {
  return edgesOf(process).flatMap(({ transition }) => Object.keys(transition.meta?.form ?? {}));
}

function clocksOf({ meta }: ProcessDocument): readonly string[] {
  return Object.keys(meta.clocks ?? {});
}

function countersOf(process: ProcessDocument): readonly string[] {
  return nodesOf(process)
    .flatMap(actionsOf)
    .flatMap(({ action }) => {
      const { type, params } = referenceOf(action);
      return type === "count" && typeof params["counter"] === "string" ? [params["counter"]] : [];
    });
}

/** States as tallies name them: without the process, with those around them. */
function statesOf(process: ProcessDocument): readonly string[] {
  return nodesOf(process).flatMap(({ id, parent }) => (parent ? [id.slice(process.id.length + 1)] : []));
}

function edgesOf(process: ProcessDocument): readonly Edge[] {
  return nodesOf(process).flatMap(({ edges }) => edges);
}

function nodesOf(process: ProcessDocument): readonly GraphNode[] {
  return [...stateGraph(process).nodes.values()];
}
