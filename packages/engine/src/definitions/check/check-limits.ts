import { errorAt, type Finding } from "../../model/finding.ts";
import { isWorking } from "../../time/meter.ts";
import { monthDayOf, newYear } from "../../time/local-day.ts";
import { isInSeason } from "../../time/season.ts";
import type { FieldType } from "../form.ts";
import type { ProcessDocument } from "../process.ts";
import type { Standard } from "../standards.ts";
import { stateGraph } from "../state-graph.ts";
import { askedFields } from "./asked-fields.ts";
import { goneBefore } from "./limit-reach.ts";

/** What the limits of standards are checked against. */
export interface LimitSurroundings {
  /** Whether every unit keeps a calendar. */
  readonly hasCalendar: boolean;
  /** The classes of ground that units have. */
  readonly areaClasses: ReadonlySet<string>;
  readonly processes: ReadonlyMap<string, ProcessDocument>;
}

/** Every limit of a standard can be counted, and can come to count. */
export function checkLimits({ code, limit, limits = [] }: Standard, place: string, around: LimitSurroundings): Finding[] {
  const { hasCalendar, areaClasses } = around;
  const working = [...(limit ? [limit] : []), ...limits].some(({ unit }) => isWorking(unit));
  return [
    ...(limit && limits.length > 0 ? [bothLimits(place, code)] : []),
    ...(working && !hasCalendar ? [uncounted(place, code)] : []),
    ...limits.flatMap(({ areaClass, ...one }, j) => {
      const at = `${place}/limits/${j}`;
      const before = limits.findIndex(({ milestone, tier, level, areaClass: ground, season }) => {
        const unconditional = tier === undefined && level === undefined && ground === undefined && season === undefined;
        return unconditional && milestone === one.milestone;
      });
      return [
        ...(areaClass === undefined || areaClasses.has(areaClass) ? [] : [unknownClass(`${at}/areaClass`, areaClass)]),
        ...(before >= 0 && before < j ? [shadowed(at, before)] : checkOrder(limits, j, at)),
      ];
    }),
    ...checkLevels(limits, place, around),
    ...checkSeasons(limits, place),
  ];
}

type StandardLimit = NonNullable<Standard["limits"]>[number];

/** Whatever fits this one fits one before it. */
function checkOrder(limits: readonly StandardLimit[], at: number, place: string): readonly Finding[] {
  const before = goneBefore(limits, at);
  return before === undefined ? [] : [neverFirst(place, before)];
}

/** A level counts where a form fills it in; without a process that goes by standards nobody can say. */
function checkLevels(limits: readonly StandardLimit[], place: string, { processes }: LimitSurroundings): readonly Finding[] {
  if (!limits.some(({ level }) => level !== undefined)) return [];
  const byStandard = [...processes.values()].filter(({ meta }) => Object.values(meta.clocks ?? {}).some(({ standard }) => standard));
  const fields = byStandard.flatMap((process) =>
    askedFields(process, stateGraph(process)).flatMap(([name, field]) => (name === "level" ? [field] : [])),
  );
  if (byStandard.length === 0 || fields.some(({ type }) => anyCode.has(type))) return [];
  const offered = [...new Set(fields.flatMap(({ type, values = [] }) => (type === "choice" ? values.map(({ code }) => code) : [])))];
  return limits.flatMap(({ level }, j) =>
    level === undefined || offered.includes(level) ? [] : [deafLevel(`${place}/limits/${j}/level`, level, offered)],
  );
}

/** Fields that may hold any code. */
const anyCode: ReadonlySet<FieldType> = new Set(["string", "category", "unit", "person", "standard", "ticket"]);

/** Limits of one matter that all have a season leave days on which nothing is counted. */
function checkSeasons(limits: readonly StandardLimit[], place: string): readonly Finding[] {
  const matters = new Set(limits.map(({ milestone }) => milestone));
  return [...matters].flatMap((milestone) => {
    const seasons = limits.filter((each) => each.milestone === milestone).map(({ season }) => season);
    const day = everyDay.find((each) => seasons.every((season) => season !== undefined && !isInSeason(season, each)));
    return day === undefined ? [] : [outOfSeason(`${place}/limits`, milestone, monthDayOf(day))];
  });
}

function unknownClass(place: string, areaClass: string): Finding {
  return errorAt(
    place,
    "unknown-area-class",
    `没有单位的 areaClass 是 ${areaClass}，这条时限永远用不上；请改正，或在组织中给单位写上。`,
    `No unit has the area class ${areaClass}, so that this limit would never count; correct it, or give units of the organisation one.`,
  );
}

/** Of a leap year, which has every day that a season may hold. */
const everyDay = Array.from({ length: 366 }, (_, i) => newYear(2024) + i);

function bothLimits(place: string, code: string): Finding {
  return errorAt(
    `${place}/limit`,
    "two-limits",
    `标准 ${code} 同时写了 limit 和 limits；请只留 limits。`,
    `The standard ${code} has both limit and limits; leave limits only.`,
  );
}

function shadowed(place: string, before: number): Finding {
  return errorAt(
    place,
    "shadowed-limit",
    `第 ${before + 1} 条时限没有条件，后面的永远用不上；请把它移到最后。`,
    `Limit ${before + 1} has no condition, so that none behind it ever counts; move it to the end.`,
  );
}

function neverFirst(place: string, before: readonly number[]): Finding {
  const numbers = before.map((each) => each + 1);
  return {
    severity: "warning",
    code: "limit-never-first",
    place,
    message: {
      "zh-CN": `凡符合这条时限的，都先符合第 ${numbers.join("、")} 条，这条永远用不上；请改正条件，或移到前面。`,
      en: `Whatever fits this limit fits limit${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")} first, so that this one never counts; correct its conditions, or move it to the front.`,
    },
  };
}

function deafLevel(place: string, level: string, offered: readonly string[]): Finding {
  const [zh, en] = offered.length > 0 ? [`（现有 ${offered.join("、")}）`, ` (forms offer ${offered.join(", ")})`] : ["", ""];
  return {
    severity: "warning",
    code: "level-not-offered",
    place,
    message: {
      "zh-CN": `没有表单可以填写级别 ${level}${zh}，这条时限永远用不上；请改正，或在流程的表单中加上字段 level（choice 类型，可选 ${level}）。`,
      en: `No form offers the level ${level}${en}, so that this limit never counts; correct it, or let a form of the process ask for it: a field level of the type choice, with ${level} among its values.`,
    },
  };
}

function outOfSeason(place: string, milestone: string | undefined, day: string): Finding {
  const [zh, en] = milestone === undefined ? ["", ""] : [`节点 ${milestone} 的`, ` for the milestone ${milestone}`];
  return {
    severity: "warning",
    code: "seasonal-only",
    place,
    message: {
      "zh-CN": `${zh}时限都限定了季节，季节以外（如 ${day}）开始的不会计时；请加上一条不限季节的，放在最后。`,
      en: `Every limit${en} has a season: what begins out of season, as on ${day}, is not counted; add one without a season at the end.`,
    },
  };
}

function uncounted(place: string, code: string): Finding {
  return {
    severity: "warning",
    code: "no-calendar",
    place: `${place}/limit`,
    message: {
      "zh-CN": `标准 ${code} 的时限按工作时间计算，而还没有工作日历，暂时不会计时；请加上一个（NAME.calendar.json）。`,
      en: `The limit of standard ${code} is counted in working time, and there is no calendar: it will not be counted until there is one (NAME.calendar.json).`,
    },
  };
}
