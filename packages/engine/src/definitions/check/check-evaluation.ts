import { errorAt, type Finding } from "../../model/finding.ts";
import type { EvaluationDocument, Indicator } from "../evaluation.ts";
import type { ProcessDocument } from "../process.ts";
import type { Tally } from "../tally.ts";
import { checkScore } from "./check-score.ts";
import { checkTally } from "./check-tally.ts";
import { tallyNames } from "./tally-names.ts";
import { unknownName } from "./unknown-name.ts";

export interface EvaluationSurroundings {
  readonly processes: ReadonlyMap<string, ProcessDocument>;
  /** The commands that every process may have. */
  readonly abilities: ReadonlySet<string>;
}

/** Every name stands for one thing that is there, weights add up, grades leave no gap, and what is counted can happen. */
export function checkEvaluation(document: EvaluationDocument, around: EvaluationSurroundings): Finding[] {
  const { tallies, indicators = [], scores = [] } = document;
  const seen = tallyNames(around.processes.values(), around.abilities);
  const names = new Map(tallies.map((tally) => [tally.name, tally]));
  const known = { tallies: names, indicators: new Set(indicators.map(({ name }) => name)) };
  return [
    ...twice("/tallies", tallies),
    ...twice("/indicators", indicators),
    ...twice("/scores", scores),
    ...tallies.flatMap((tally, i) => checkTally(tally, `/tallies/${i}`, seen)),
    ...indicators.flatMap((indicator, i) => checkIndicator(indicator, `/indicators/${i}`, names)),
    ...scores.flatMap((score, i) => checkScore(score, `/scores/${i}`, known)),
  ];
}

function checkIndicator({ name, part, of }: Indicator, place: string, tallies: ReadonlyMap<string, Tally>): Finding[] {
  const below = Array.isArray(of) ? of : [];
  const unknown = (at: string, list: readonly string[]) =>
    list.flatMap((each, i) => (tallies.has(each) ? [] : [unknownName(`${place}/${at}/${i}`, "计数项", "tally", each, tallies.keys())]));
  const findings = [...unknown("part", part), ...unknown("of", below), ...again(`${place}/part`, part), ...again(`${place}/of`, below)];
  const used = [...part, ...below].flatMap((each) => tallies.get(each) ?? []);
  // What is part of the whole is never more than it, whatever it is made of.
  if (findings.length > 0 || (below.length > 0 && part.every((each) => below.includes(each)))) return findings;
  const [to, months] = [new Set(used.map((tally) => tally.to)), new Set(used.map((tally) => ("in" in tally ? tally.in : "now")))];
  return [
    ...(to.size > 1 ? [mixed(place, "mixed-units", name, "归属的单位", "units", [...to])] : []),
    ...(months.size > 1 ? [mixed(place, "mixed-months", name, "所属的月份", "months", [...months])] : []),
  ];
}

/** In one sum it would count double. */
function again(place: string, list: readonly string[]): Finding[] {
  return list.flatMap((name, i) =>
    list.indexOf(name) === i
      ? []
      : [
          errorAt(
            `${place}/${i}`,
            "tally-again",
            `计数项 ${name} 在同一个合计中写了两次，会重复计入；请去掉一个。`,
            `The tally ${name} stands twice in one sum, where it would count double; leave one out.`,
          ),
        ],
  );
}

/** A closing rate of this month's closed over this month's filed may well be wanted; that it can be more than 1 must be known. */
function mixed(place: string, code: string, name: string, zh: string, en: string, values: readonly string[]): Finding {
  const said = values.join(", ");
  const message = {
    "zh-CN": `指标 ${name} 的分子和分母${zh}不同（${said}），比值可能超过 1；如非有意，请统一。`,
    en: `The tallies of the indicator ${name} belong to different ${en} (${said}), so that it may be more than 1; give them the same where that is not meant.`,
  };
  return { severity: "warning", code, place, message };
}

function twice(place: string, list: readonly { readonly name: string }[]): Finding[] {
  return list.flatMap(({ name }, i) =>
    list.findIndex((other) => other.name === name) === i
      ? []
      : [
          errorAt(
            `${place}/${i}/name`,
            "duplicate-name",
            `名称 ${name} 出现两次；请改一个。`,
            `The name ${name} stands here twice; change one of them.`,
          ),
        ],
  );
}
