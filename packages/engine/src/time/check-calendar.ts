import { errorAt, type Finding } from "../model/finding.ts";
import type { CalendarDocument } from "./calendar.ts";
import { dayPlanner, knownYears } from "./day-plan.ts";
import type { HolidaysDocument } from "./holidays.ts";
import { dayOf, newYear, yearOf } from "./local-day.ts";
import { isInSeason } from "./season.ts";

/** What a calendar is checked against. */
export interface CalendarSurroundings {
  readonly holidays: ReadonlyMap<string, HolidaysDocument>;
  readonly unitKinds: ReadonlySet<string>;
  /** Every calendar of the tenant, this one among them. */
  readonly calendars: readonly CalendarDocument[];
}

/** What keeps a calendar from being counted by: an unknown list or kind, a year in which nobody works, two calendars for the same units. */
export function checkCalendar(document: CalendarDocument, around: CalendarSurroundings): Finding[] {
  const { holidays, unitKinds, seasons = [] } = document;
  const list = holidays === undefined ? undefined : around.holidays.get(holidays);
  if (holidays !== undefined && !list) return [unknownList(holidays, [...around.holidays.keys()])];
  return [
    ...idleYears(document, list),
    ...sameDay(document),
    ...(unitKinds ?? []).flatMap((kind, i) => (around.unitKinds.has(kind) ? [] : [unknownKind(kind, i)])),
    ...shared(document, around.calendars),
    ...(around.calendars.every((each) => each.unitKinds) ? [noDefault()] : []),
    ...seasons.flatMap((season, i) => checkSeason(season, seasons.slice(0, i), i)),
    ...freeMakeUp(document, list),
  ];
}

/** Years with a list, the first whole year of every later week, and a leap year and another far off. */
function idleYears(document: CalendarDocument, list: HolidaysDocument | undefined): readonly Finding[] {
  const plan = dayPlanner(document, list);
  const later = (document.weeks ?? []).map(({ since }) => yearOf(dayOf(since) - 1) + 1);
  const years = [...(knownYears(document, list) ?? []), ...later, 2096, 2097];
  const idle = years.filter((year) => {
    for (let day = newYear(year); day < newYear(year + 1); day += 1) if (plan(day).slots.length > 0) return false;
    return true;
  });
  if (idle.length === 0) return [];
  return [
    errorAt(
      "/week",
      "no-working-time",
      "按这个日历，有的年份一整年都没有工作时段，期限永远不会到；请给某个星期几加上工作时段。",
      "By this calendar nobody works for a whole year, and no limit would ever end; give a weekday some slots.",
    ),
  ];
}

/** Of two weeks that begin on one day nobody could say which holds. */
function sameDay({ weeks = [] }: CalendarDocument): readonly Finding[] {
  return weeks.flatMap(({ since }, i) =>
    weeks.findIndex((each) => each.since === since) === i
      ? []
      : [
          errorAt(
            `/weeks/${i}/since`,
            "duplicate-week",
            `已有自 ${since} 起的工作时段；请改正日期，或合并这两项。`,
            `There is a week since ${since} already; correct the date, or make one of the two.`,
          ),
        ],
  );
}

/** Units of one kind keep one calendar, and so do those of no kind named. */
function shared(document: CalendarDocument, calendars: readonly CalendarDocument[]): readonly Finding[] {
  const others = calendars.filter(({ id }) => id !== document.id);
  const { unitKinds } = document;
  if (!unitKinds) {
    const other = others.find((each) => !each.unitKinds);
    return other ? [both("", other.id, "没有写明 unitKinds 的单位", "units of no kind that is named")] : [];
  }
  return unitKinds.flatMap((kind, i) => {
    const other = others.find((each) => each.unitKinds?.includes(kind));
    return other ? [both(`/unitKinds/${i}`, other.id, `类型为 ${kind} 的单位`, `units of the kind ${kind}`)] : [];
  });
}

function freeMakeUp({ makeUp = "mon", week }: CalendarDocument, list: HolidaysDocument | undefined): readonly Finding[] {
  const works = Object.values(list?.years ?? {}).some(({ makeUp: days }) => days.length > 0);
  if (!works || (week[makeUp]?.length ?? 0) > 0) return [];
  return [
    {
      severity: "warning",
      code: "make-up-free",
      place: "/makeUp",
      message: {
        "zh-CN": `调休上班日按 ${makeUp} 的时段上班，而 ${makeUp} 没有时段；请在 makeUp 写明按星期几上班。`,
        en: `On make-up workdays the slots of ${makeUp} apply, and ${makeUp} has none; name in makeUp the weekday that they follow.`,
      },
    },
  ];
}

type Season = NonNullable<CalendarDocument["seasons"]>[number];

/** A leap year has every day that a season may hold. */
const everyDay = Array.from({ length: 366 }, (_, i) => newYear(2024) + i);

function checkSeason(season: Season, earlier: readonly Season[], at: number): readonly Finding[] {
  const isCovered = everyDay.every((day) => !isInSeason(season, day) || earlier.some((each) => isInSeason(each, day)));
  if (isCovered) return [covered(at)];
  return earlier.flatMap((each) => (overlap(each, season) ? [overlapping(at)] : []));
}

function overlap(one: Season, two: Season): boolean {
  const dayIn = (day: string) => dayOf(`2024-${day}`);
  return isInSeason(one, dayIn(two.from)) || isInSeason(two, dayIn(one.from));
}

function unknownList(id: string, known: readonly string[]): Finding {
  const [zh, en] =
    known.length > 0 ? [`已有的是 ${known.join("、")}`, `there are ${known.join(", ")}`] : ["还没有任何表", "there are none yet"];
  return errorAt(
    "/holidays",
    "unknown-holidays",
    `没有节假日表 ${id}，${zh}；请先导入它（muster calendar import），或改正名称。`,
    `There is no holiday list ${id}; ${en}. Import it first (muster calendar import), or correct the name.`,
  );
}

function unknownKind(kind: string, at: number): Finding {
  return errorAt(
    `/unitKinds/${at}`,
    "unknown-unit-kind",
    `没有单位类型 ${kind}；请改正，或把它加入组织的 kinds。`,
    `There is no kind of unit ${kind}; correct it, or add it to the organisation's kinds.`,
  );
}

function both(place: string, other: string, zh: string, en: string): Finding {
  return errorAt(
    place,
    "shared-kind",
    `日历 ${other} 也管着${zh}；请只留一个。`,
    `The calendar ${other} is kept by ${en} too; leave one of them.`,
  );
}

/** A unit that kept a calendar must never be without one: its clocks could not be counted on. */
function noDefault(): Finding {
  return errorAt(
    "/unitKinds",
    "no-default",
    "每个日历都限定了单位类型，其余单位就没有日历可依；请让其中一个不写 unitKinds。",
    "Every calendar names kinds of unit, so that other units keep none; let one of them name no unitKinds.",
  );
}

function overlapping(at: number): Finding {
  return {
    severity: "warning",
    code: "season-overlap",
    place: `/seasons/${at}`,
    message: {
      "zh-CN": "这个季节与前面的季节有重叠的日子，那些日子按前面的算；请改正起止日期。",
      en: "This season shares days with one before it, which goes first on those days; correct where it begins or ends.",
    },
  };
}

function covered(at: number): Finding {
  return {
    severity: "warning",
    code: "season-covered",
    place: `/seasons/${at}`,
    message: {
      "zh-CN": "这个季节的每一天都已属于前面的季节，它的作息永远用不上；请把它移到前面，或改正起止日期。",
      en: "Every day of this season belongs to one before it, so that its week never applies; move it forward, or correct where it begins or ends.",
    },
  };
}
