import { errorAt, type Finding } from "../../model/finding.ts";
import type { Score } from "../evaluation.ts";
import type { Tally } from "../tally.ts";
import { unknownName } from "./unknown-name.ts";

interface Known {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly indicators: ReadonlySet<string>;
}

/** Weights that add up to the total, of indicators that are there, each once; grades from the best down to 0. */
export function checkScore(score: Score, place: string, known: Known): Finding[] {
  const { parts, least } = score;
  return [
    ...checkWeights(score, place),
    ...parts.flatMap(({ indicator }, i) => checkPart(indicator, `${place}/parts/${i}/indicator`, parts.slice(0, i), known)),
    ...checkGrades(score, place),
    ...(least && !known.tallies.has(least.tally)
      ? [unknownName(`${place}/least/tally`, "计数项", "tally", least.tally, known.tallies.keys())]
      : []),
  ];
}

/** The sum is of decimals, which binary numbers only come near to. */
const near = 1e-9;

function checkWeights({ name, total, parts }: Score, place: string): Finding[] {
  const sum = parts.reduce((all, { weight }) => all + weight, 0);
  if (Math.abs(sum - total) <= near * total) return [];
  const said = Number(sum.toPrecision(12));
  return [
    errorAt(
      `${place}/parts`,
      "weights-differ",
      `得分 ${name} 的权重合计 ${said}，而总分是 ${total}；请改正权重或总分。`,
      `The weights of ${name} add up to ${said}, its total is ${total}; correct the weights or the total.`,
    ),
  ];
}

function checkPart(indicator: string, place: string, before: Score["parts"], { indicators }: Known): Finding[] {
  if (!indicators.has(indicator)) return [unknownName(place, "指标", "indicator", indicator, indicators)];
  if (!before.some((part) => part.indicator === indicator)) return [];
  return [
    errorAt(
      place,
      "duplicate-part",
      `指标 ${indicator} 在这里计了两次；请合并为一项。`,
      `The indicator ${indicator} is counted twice here; make one part of it.`,
    ),
  ];
}

function checkGrades({ name, total, grades, least }: Score, place: string): Finding[] {
  if (!grades)
    return least
      ? [
          errorAt(
            `${place}/least`,
            "no-grades",
            `得分 ${name} 没有等级，least 没有意义；请删去它，或写明 grades。`,
            `${name} has no grades that \`least\` could withhold; remove it, or give grades.`,
          ),
        ]
      : [];
  const at = `${place}/grades`;
  const codes = new Set<string>();
  const colours = new Set<string>();
  return grades.flatMap(({ code, from, colour }, i): Finding[] => {
    const above = grades[i - 1];
    const [isTwice, isSeen] = [codes.has(code), colours.has(colour)];
    codes.add(code);
    colours.add(colour);
    return [
      ...(isTwice
        ? [
            errorAt(
              `${at}/${i}/code`,
              "duplicate-code",
              `等级 ${code} 出现两次；请改一个。`,
              `The grade ${code} stands here twice; rename one of them.`,
            ),
          ]
        : []),
      ...(isSeen ? [sameColour(`${at}/${i}/colour`, colour)] : []),
      ...(above && from >= above.from ? [disordered(`${at}/${i}/from`, code, above.code)] : []),
      ...(from > total
        ? [
            errorAt(
              `${at}/${i}/from`,
              "never-reached",
              `等级 ${code} 从 ${from} 起，超过总分 ${total}，谁也达不到；请改正。`,
              `The grade ${code} begins at ${from}, above the total of ${total}, where nobody comes; correct it.`,
            ),
          ]
        : []),
      ...(i === grades.length - 1 && from !== 0 ? [gap(`${at}/${i}/from`, code, from)] : []),
    ];
  });
}

function disordered(place: string, code: string, above: string): Finding {
  return errorAt(
    place,
    "grade-order",
    `等级 ${code} 的起点不低于它前面的 ${above}，永远不会用到；请从高到低排列。`,
    `The grade ${code} does not begin below ${above} before it and would never be given; list the best first.`,
  );
}

function gap(place: string, code: string, from: number): Finding {
  return errorAt(
    place,
    "grade-gap",
    `最后的等级 ${code} 从 ${from} 起，更低的得分没有等级；最后一级须从 0 起。`,
    `The last grade ${code} begins at ${from}, so that lower scores have none; let the last one begin at 0.`,
  );
}

function sameColour(place: string, colour: string): Finding {
  const message = {
    "zh-CN": `颜色 ${colour} 已用于另一等级，列表中分不清；请换一种。`,
    en: `The colour ${colour} is another grade's already, so that lists cannot tell them apart; take another.`,
  };
  return { severity: "warning", code: "same-colour", place, message };
}
