import { errorAt, type Finding } from "../model/finding.ts";

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
