import { errorAt, type Finding } from "../model/finding.ts";
import { daysIn, type HolidaysDocument } from "./holidays.ts";
import { dateOf, dayOf, yearOf } from "./local-day.ts";

/** Every day of a list belongs to its year, is either free or worked, and every holiday has a name. */
export function checkHolidays({ names, years }: HolidaysDocument): Finding[] {
  const seen = new Map<number, string>();
  return Object.entries(years).flatMap(([year, { off, makeUp }]) => {
    const place = `/years/${year}`;
    const free = Object.entries(off).flatMap(([days, name]) => {
      const at = `${place}/off/${days.replaceAll("/", "~1")}`;
      return [
        ...(Object.hasOwn(names, name) ? [] : [unnamed(at, name)]),
        ...daysIn(days).flatMap((day) => [...stray(at, day, Number(year)), ...twice(seen, day, at)]),
      ];
    });
    const worked = makeUp.flatMap((date, i) => {
      const at = `${place}/makeUp/${i}`;
      return [...stray(at, dayOf(date), Number(year)), ...twice(seen, dayOf(date), at)];
    });
    return [...free, ...worked];
  });
}

/** A year's list may begin in the December before. */
function stray(place: string, day: number, year: number): readonly Finding[] {
  const inYear = yearOf(day) === year || (yearOf(day) === year - 1 && dateOf(day).slice(5, 7) === "12");
  if (inYear) return [];
  return [
    errorAt(
      place,
      "stray-day",
      `${dateOf(day)} 不属于 ${year} 年的安排；请移到它的年份下，或改正日期。`,
      `${dateOf(day)} does not belong to the list of ${year}; move it to its year, or correct the date.`,
    ),
  ];
}

function twice(seen: Map<number, string>, day: number, place: string): readonly Finding[] {
  const before = seen.get(day);
  seen.set(day, place);
  if (before === undefined) return [];
  const where = before.replaceAll("~1", "/");
  return [
    errorAt(
      place,
      "day-twice",
      `${dateOf(day)} 已写在 ${where}；一天只能放假或上班，请删去一处。`,
      `${dateOf(day)} stands at ${where} already; a day is either free or worked: remove one.`,
    ),
  ];
}

function unnamed(place: string, name: string): Finding {
  return errorAt(
    place,
    "unknown-name",
    `names 中没有 ${name}；请加上它的中英文名称。`,
    `There is no ${name} among names; add what it is called in both languages.`,
  );
}
