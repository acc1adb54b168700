import { errorAt, type Finding } from "../model/finding.ts";
import type { RetiredUnit } from "./organisation.ts";
import { retiredUnits, type UnitsTold } from "./retired-units.ts";

/** A code that has to be unique stands there again. */
export function codeTwice(place: string, code: string): Finding {
  return errorAt(
    place,
    "duplicate-code",
    `编码 ${code} 出现两次；请改掉其中一个。`,
    `The code ${code} stands here twice; change one of them.`,
  );
}

/** A code that should stand in a list, and does not. */
export function unknownCode(place: string, zh: string, en: string, code: string, list: string): Finding {
  return errorAt(
    place,
    `unknown-${en.replaceAll(" ", "-")}`,
    `没有名为 ${code} 的${zh}；请改正，或把它加入 ${list}。`,
    `There is no ${en} named ${code}; correct it, or add it to ${list}.`,
  );
}

/** A unit that is named and is not there: unknown, or retired. */
export function noSuchUnit(place: string, code: string, document: UnitsTold): Finding {
  const found = document.retired?.find((each) => each.code === code);
  if (!found) return unknownCode(place, "单位", "unit", code, "units");
  return retiredUnit(place, found, retiredUnits(document).successor(code));
}

/** A retired unit is named; the heir is the one that is there in its place now, if any. */
function retiredUnit(place: string, { code, label }: RetiredUnit, heir: string | undefined): Finding {
  const [zh, en] = heir === undefined ? ["请改为现有的单位", "name a unit that is there"] : [`请改为 ${heir}`, `name ${heir} instead`];
  return errorAt(
    place,
    "retired-unit",
    `单位 ${label["zh-CN"]}（${code}）已撤销；${zh}，或删去这一项。`,
    `The unit ${label.en} (${code}) is retired; ${en}, or remove the entry.`,
  );
}
