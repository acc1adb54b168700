import { errorAt, type Finding } from "../../model/finding.ts";
import { nearestName } from "./nearest-name.ts";

/** A name that stands for nothing, with the one that was probably meant. */
export function unknownName(place: string, zh: string, en: string, name: string, names: Iterable<string>): Finding {
  const near = nearestName(name, names);
  const [meantZh, meantEn] = near === undefined ? ["", ""] : [`，是否指 ${near}？`, `; do you mean ${near}?`];
  return errorAt(
    place,
    `unknown-${en}`,
    `没有名为 ${name} 的${zh}${meantZh || "；请先定义它。"}`,
    `There is no ${en} named ${name}${meantEn || "; define it first."}`,
  );
}
