import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tally } from "../tally.ts";
import { nearestName } from "./nearest-name.ts";
import type { TallyNames } from "./tally-names.ts";

/** A tally counts what can happen in some process, to a month that what it counts has. */
export function checkTally(tally: Tally, place: string, names: TallyNames): Finding[] {
  const without = (tally.without ?? []).flatMap((name, i) =>
    unseen(`${place}/without/${i}`, name, names.ending, things.end, nothingLeftOut),
  );
  return [...checkMonth(tally, place), ...without, ...checkNames(tally, place, names)];
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
function checkNames(tally: Tally, place: string, names: TallyNames): Finding[] {
  const all = (at: string, list: readonly string[] | undefined, known: readonly string[], thing: Thing) =>
    (list ?? []).flatMap((name, i) => unseen(`${place}/${at}/${i}`, name, known, thing));
  const clock = (name: string | undefined) => (name === undefined ? [] : unseen(`${place}/clock`, name, names.clocks, things.clock));
  switch (tally.what) {
    case "closed":
      return [...all("by", tally.by, names.ending, things.end), ...checkAnswer(tally.answer, place, names)];
    case "on-time":
    case "late":
    case "exempted":
      return [...all("by", tally.by, names.ending, things.end), ...clock(tally.clock)];
    case "overran":
      return clock(tally.clock);
    case "leg-on-time":
    case "leg-late":
      return unseen(`${place}/clock`, tally.clock, names.legClocks, things.legClock);
    case "command":
      return all("commands", tally.commands, names.commands, things.command);
    case "responded":
      return [...all("commands", tally.commands, names.commands, things.command), ...checkLate(tally, place)];
    case "counter":
      return unseen(`${place}/counter`, tally.counter, ["urged", "absorbed", ...names.counters], things.counter);
    case "entered":
      return unseen(`${place}/state`, tally.state, names.states, things.state);
    case "whistled":
      return all("kinds", tally.kinds, names.whistleKinds, things.kind);
    case "reported":
    case "filed":
    case "open":
    case "overdue":
    case "extended":
    case "supervised":
    case "rated":
    case "rating":
    case "called":
    case "leg-rated":
    case "leg-rating":
    case "whistle-rated":
    case "whistle-rating":
      return [];
  }
}

function checkAnswer(answer: { readonly field: string } | undefined, place: string, { answers }: TallyNames): Finding[] {
  if (!answer) return [];
  const questions = [...answers].flatMap(([field, isQuestion]) => (isQuestion ? [field] : []));
  return unseen(`${place}/answer/field`, answer.field, questions, answers.has(answer.field) ? things.question : things.field);
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

/** What a name may stand for: as it is said, and in the code of the finding. */
interface Thing {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const things = {
  command: { code: "command", zh: "没有命令", en: "has the command" },
  end: { code: "end", zh: "没有能结束案卷的命令", en: "can end a ticket by the command" },
  clock: { code: "clock", zh: "没有案卷时限", en: "has for its tickets the clock" },
  legClock: { code: "leg-clock", zh: "没有报到时限", en: "has for called units the clock" },
  counter: { code: "counter", zh: "没有计数器", en: "has the counter" },
  state: { code: "state", zh: "没有案卷状态", en: "has for its tickets the state" },
  kind: { code: "whistle-kind", zh: "没有哨种", en: "blows a whistle of the kind" },
  field: { code: "form-field", zh: "结束案卷的表单没有字段", en: "asks, where a ticket ends, for the field" },
  question: { code: "question", zh: "结束案卷的表单没有是否题", en: "asks, where a ticket ends, the yes-or-no question" },
} as const satisfies Readonly<Record<string, Thing>>;

const nothingCounted = { zh: "这里什么也数不到", en: "nothing is counted here" };
const nothingLeftOut = { zh: "这里什么也不会排除", en: "nothing is left out here" };

function unseen(place: string, name: string, known: readonly string[], thing: Thing, so = nothingCounted): Finding[] {
  if (known.includes(name)) return [];
  const near = nearestName(name, known);
  const [meantZh, meantEn] =
    near === undefined
      ? ["请改正，或先发布流程", "correct it, or publish the process first"]
      : [`是否指 ${near}？`, `do you mean ${near}?`];
  const message = {
    "zh-CN": `已发布的流程都${thing.zh} ${name}，${so.zh}；${meantZh}`,
    en: `No published process ${thing.en} ${name}, so that ${so.en}; ${meantEn}`,
  };
  return [{ severity: "warning", code: `unseen-${thing.code}`, place, message }];
}
