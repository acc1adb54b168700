import { errorAt, type Finding } from "../../model/finding.ts";
import type { Tree } from "../../model/tree.ts";
import type { RuleTable } from "../../rules/table.ts";
import type { CasesDocument, PathCase, TableCase } from "../cases.ts";
import { pointerKey } from "../state-graph.ts";

/** What cases may name. */
export interface CasesSurroundings {
  readonly tables: ReadonlyMap<string, Pick<RuleTable, "inputs">>;
  readonly trees: {
    readonly categories: Pick<Tree, "has">;
    readonly units: Pick<Tree, "has">;
    readonly isUnitName?: (name: string) => boolean;
  };
  readonly processes: ReadonlyMap<string, unknown>;
  readonly roles: ReadonlySet<string>;
  readonly isPerson: (id: string) => boolean;
}

/** What keeps saved cases from being asked at all; whether they come out as they say, only running them tells. */
export function checkCases({ cases }: CasesDocument, around: CasesSurroundings): Finding[] {
  const seen = new Set<string>();
  return cases.flatMap((saved, i) => {
    const place = `/cases/${i}`;
    const again = seen.has(saved.id);
    seen.add(saved.id);
    return [
      ...(again ? [duplicate(place, saved.id)] : []),
      ...("table" in saved
        ? [
            ...named(around.tables.has(saved.table), `${place}/table`, "table", saved.table),
            ...checkInputs(saved, place, around),
            ...checkCodes(saved, place, around),
            ...checkExpected(saved, place),
          ]
        : [
            ...named(around.processes.has(saved.process), `${place}/process`, "process", saved.process),
            ...checkPath(saved, place, around),
          ]),
    ];
  });
}

/** A table never hears of an input that it has not, and the case may be green for another reason than its author's. */
function checkInputs({ table, inputs }: TableCase, place: string, { tables }: CasesSurroundings): Finding[] {
  const known = tables.get(table)?.inputs.map(({ name }) => name);
  return Object.keys(inputs).flatMap((name): readonly Finding[] => {
    if (!known || known.includes(name)) return [];
    const message = {
      "zh-CN": `规则表 ${table} 没有输入 ${name}（现有：${known.join("、")}）；请改正名称，或删去它。`,
      en: `The table ${table} has no input ${name} (it has ${known.join(", ")}); correct the name, or remove it.`,
    };
    return [{ severity: "warning", code: "unknown-input", place: `${place}/inputs/${pointerKey(name)}`, message }];
  });
}

/** A category or unit that there is not is taken by no row but one for anything. */
function checkCodes({ table, inputs }: TableCase, place: string, { tables, trees }: CasesSurroundings): Finding[] {
  const known = { category: trees.categories, unit: trees.units } as const;
  return (tables.get(table)?.inputs ?? []).flatMap(({ name, type }): readonly Finding[] => {
    const value = inputs[name];
    if ((type !== "category" && type !== "unit") || typeof value !== "string" || known[type].has(value)) return [];
    const at = `${place}/inputs/${pointerKey(name)}`;
    if (type === "unit" && trees.isUnitName?.(value)) return [relativeUnit(at, value)];
    const message = {
      "zh-CN": `没有${type === "category" ? "类别" : "单位"} ${value}；请改正编码。`,
      en: `There is no ${type} ${value}; correct the code.`,
    };
    return [{ severity: "warning", code: `unknown-${type}`, place: at, message }];
  });
}

/** Rules answer with relative names, and a ticket holds what they stand for: no table is ever asked about one. */
function relativeUnit(place: string, name: string): Finding {
  const message = {
    "zh-CN": `${name} 是相对名称，只出现在规则表的结果里（expect.outputs）；案卷上是单位本身，请在这里写它的编码。`,
    en: `${name} is a relative name, as tables answer with (expect.outputs); the ticket that one is asked about holds the unit itself: write its code here.`,
  };
  return { severity: "warning", code: "relative-unit", place, message };
}

/** What decides nothing answers nothing. */
function checkExpected({ expect: { undecided, outputs } }: TableCase, place: string): Finding[] {
  if (undecided === undefined || outputs === undefined) return [];
  return [
    errorAt(
      `${place}/expect/outputs`,
      "undecided-outputs",
      "写了 undecided（不作决定）就没有输出可比；请只留 undecided 或 outputs 之一。",
      "Where nothing is decided (undecided) there are no outputs to compare; leave either undecided or outputs.",
    ),
  ];
}

function checkPath({ steps, until }: PathCase, place: string, { roles, isPerson }: CasesSurroundings): Finding[] {
  return steps.flatMap(({ at, by, type }, i) => {
    const step = `${place}/steps/${i}`;
    const next = steps[i + 1]?.at ?? until;
    return [
      ...((type === "report") === (i === 0) ? [] : [reportFirst(step)]),
      ...(next === undefined || at <= next ? [] : [outOfOrder(step, at, next)]),
      ...(by && "role" in by ? named(roles.has(by.role), `${step}/by/role`, "role", by.role) : []),
      ...(by && "person" in by ? named(isPerson(by.person), `${step}/by/person`, "person", by.person) : []),
    ];
  });
}

const nouns = {
  table: ["规则表", "rule table"],
  process: ["流程", "process"],
  role: ["角色", "role"],
  person: ["人员", "person"],
} as const;

function named(isThere: boolean, place: string, what: keyof typeof nouns, name: string): Finding[] {
  if (isThere) return [];
  const [zh, en] = nouns[what];
  return [
    errorAt(
      place,
      `unknown-${what}`,
      `没有${zh} ${name}；请改正名称，或删去此用例。`,
      `There is no ${en} ${name}; correct the name or remove the case.`,
    ),
  ];
}

function duplicate(place: string, id: string): Finding {
  return errorAt(
    `${place}/id`,
    "duplicate-id",
    `用例编号 ${id} 出现了两次；请换一个。`,
    `The id ${id} is given to two cases; give one of them another.`,
  );
}

function reportFirst(place: string): Finding {
  return errorAt(
    `${place}/type`,
    "report-first",
    "用例的第一步须为 report，其后不能再有。",
    "The first step of a case is report, and no other is.",
  );
}

function outOfOrder(place: string, at: string, next: string): Finding {
  return errorAt(
    `${place}/at`,
    "time-order",
    `此步的时刻 ${at} 晚于其后的 ${next}；请按先后排列。`,
    `This step is at ${at}, after what follows it at ${next}; put them in order.`,
  );
}
