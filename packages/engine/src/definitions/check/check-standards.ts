import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tree } from "../../model/tree.ts";
import { isWorking } from "../../time/clock.ts";
import { monthDayOf, newYear } from "../../time/local-day.ts";
import { isInSeason } from "../../time/season.ts";
import type { Standard } from "../standards.ts";

/** What standards are checked against. */
export interface StandardSurroundings {
  readonly categories: { readonly tree: Tree };
  /** Whether every unit keeps a calendar. */
  readonly hasCalendar: boolean;
  /** The classes of ground that units have. */
  readonly areaClasses: ReadonlySet<string>;
}

/** Every standard has a code of its own, stands under a category that exists, and has limits that can come to count. */
export function checkStandards(standards: readonly Standard[], around: StandardSurroundings): Finding[] {
  const seen = new Set<string>();
  return standards.flatMap((standard, i) => {
    const { code, category } = standard;
    const isTwice = seen.has(code);
    seen.add(code);
    return [
      ...(isTwice ? [twice(`/standards/${i}/code`, code)] : []),
      ...(around.categories.tree.has(category) ? [] : [unknownCategory(`/standards/${i}/category`, category)]),
      ...checkLimits(standard, `/standards/${i}`, around),
    ];
  });
}

function checkLimits({ code, limit, limits = [] }: Standard, place: string, { hasCalendar, areaClasses }: StandardSurroundings): Finding[] {
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
    ...checkSeasons(limits, place),
  ];
}

type StandardLimit = NonNullable<Standard["limits"]>[number];

/** Whatever fits this one fits one before it, where that asks for nothing more. */
function checkOrder(limits: readonly StandardLimit[], at: number, place: string): readonly Finding[] {
  const one = limits[at];
  const before = limits.slice(0, at).findIndex((each) => {
    const asked = [each.tier, each.level, each.areaClass, each.season && `${each.season.from}/${each.season.until}`];
    const given = [one?.tier, one?.level, one?.areaClass, one?.season && `${one.season.from}/${one.season.until}`];
    const isConditional = asked.some((value) => value !== undefined);
    return isConditional && each.milestone === one?.milestone && asked.every((value, i) => value === undefined || value === given[i]);
  });
  return before < 0 ? [] : [neverFirst(place, before)];
}

/** Limits of one matter that all have a season leave days on which nothing is counted. */
function checkSeasons(limits: readonly StandardLimit[], place: string): readonly Finding[] {
  const matters = new Set(limits.map(({ milestone }) => milestone));
  return [...matters].flatMap((milestone) => {
    const seasons = limits.filter((each) => each.milestone === milestone).map(({ season }) => season);
    const day = everyDay.find((each) => seasons.every((season) => season !== undefined && !isInSeason(season, each)));
    return day === undefined ? [] : [outOfSeason(`${place}/limits`, milestone, monthDayOf(day))];
  });
}

/** Of a leap year, which has every day that a season may hold. */
const everyDay = Array.from({ length: 366 }, (_, i) => newYear(2024) + i);

function twice(place: string, code: string): Finding {
  return errorAt(place, "duplicate-code", `标准编码 ${code} 出现两次。`, `The code ${code} stands here twice; change one of them.`);
}

function unknownCategory(place: string, category: string): Finding {
  return errorAt(
    place,
    "unknown-category",
    `没有类别 ${category}；请先把它加入类别。`,
    `There is no category ${category}; add it to the categories first.`,
  );
}

function unknownClass(place: string, areaClass: string): Finding {
  return errorAt(
    place,
    "unknown-area-class",
    `没有单位的 areaClass 是 ${areaClass}，这条时限永远用不上；请改正，或在组织中给单位写上。`,
    `No unit has the area class ${areaClass}, so that this limit would never count; correct it, or give units of the organisation one.`,
  );
}

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

function neverFirst(place: string, before: number): Finding {
  return {
    severity: "warning",
    code: "limit-never-first",
    place,
    message: {
      "zh-CN": `凡符合这条时限的，都先符合第 ${before + 1} 条，这条永远用不上；请改正条件，或移到它前面。`,
      en: `Whatever fits this limit fits limit ${before + 1} first, so that this one never counts; correct its conditions, or move it before that one.`,
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
