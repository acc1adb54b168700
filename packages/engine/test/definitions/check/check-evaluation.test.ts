import { test } from "uvu";
import * as assert from "uvu/assert";
import { closedLoop } from "@muster/engine";
import { checkEvaluation } from "../../../src/definitions/check/check-evaluation.ts";
import type { EvaluationDocument } from "../../../src/definitions/evaluation.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { ProcessDocument } from "../../../src/definitions/process.ts";

const label = { "zh-CN": "数", en: "Number" };
const around = {
  processes: new Map(closedLoop.map(({ document: body }) => [(body as ProcessDocument).id, body as ProcessDocument])),
  abilities: new Set(["extend", "urge"]),
};

const filed = { name: "filed", label, what: "filed", to: "area", in: "filed" };
const closed = { name: "closed", label, what: "closed", by: ["close"], to: "area", in: "filed" };
const rate = { name: "rate", label, part: ["closed"], of: ["filed"], empty: "none" };
const grade = (code: string, from: number, colour = "green") => ({ code, label, from, colour });
const score = { name: "overall", label, total: 100, missing: "none", parts: [{ indicator: "rate", weight: 100 }] };

/** An evaluation that has nothing wrong, with these changes. */
const document = (changes: object = {}) => ({ id: "e", label, tallies: [filed, closed], indicators: [rate], scores: [score], ...changes });

function codes(changes: object): readonly string[] {
  const parsed = parseDefinition("evaluation", document(changes));
  if (!parsed.ok) return parsed.findings.map(({ code, place }) => `${code} ${place}`);
  return checkEvaluation(parsed.definition.body as EvaluationDocument, around).map(({ code, place }) => `${code} ${place}`);
}

const leg = (clock: string) => ({ name: "leg", label, what: "leg-late", clock, to: "owner", in: "happened" });
const scored = (changes: object) => ({ scores: [{ ...score, ...changes }] });
const tallied = (changes: object) => ({ tallies: [filed, closed, { name: "more", label, to: "area", in: "happened", ...changes }] });

const cases: readonly (readonly [title: string, changes: object, ...found: readonly string[]])[] = [
  ["what is right has no findings", {}],
  ["weights that do not add up", scored({ parts: [{ indicator: "rate", weight: 90 }] }), "weights-differ /scores/0/parts"],
  [
    "weights of decimals that add up but for the last bit",
    {
      indicators: [rate, { ...rate, name: "b" }, { ...rate, name: "c" }],
      scores: [{ ...score, total: 0.6, parts: ["rate", "b", "c"].map((indicator, i) => ({ indicator, weight: [0.1, 0.2, 0.3][i] })) }],
    },
  ],
  [
    "an indicator that is not there",
    scored({ parts: [{ indicator: "rates", weight: 100 }] }),
    "unknown-indicator /scores/0/parts/0/indicator",
  ],
  [
    "an indicator that counts twice",
    scored({
      parts: [
        { indicator: "rate", weight: 50 },
        { indicator: "rate", weight: 50 },
      ],
    }),
    "duplicate-part /scores/0/parts/1/indicator",
  ],
  ["a tally that is not there", { indicators: [{ ...rate, of: ["filled"] }] }, "unknown-tally /indicators/0/of/0"],
  ["two tallies of one name", { tallies: [filed, closed, filed] }, "duplicate-name /tallies/2/name"],
  ["grades in order and down to 0", scored({ grades: [grade("A", 90), grade("B", 0, "red")], least: { tally: "filed", cases: 5 } })],
  [
    "grades that leave the lowest scores out",
    scored({ grades: [grade("A", 90), grade("B", 10, "red")] }),
    "grade-gap /scores/0/grades/1/from",
  ],
  [
    "a grade that is never given",
    scored({ grades: [grade("A", 60), grade("B", 75, "blue"), grade("C", 0, "red")] }),
    "grade-order /scores/0/grades/1/from",
  ],
  ["a grade above the total", scored({ grades: [grade("A", 101), grade("B", 0, "red")] }), "never-reached /scores/0/grades/0/from"],
  ["two grades of one colour", scored({ grades: [grade("A", 90), grade("B", 0)] }), "same-colour /scores/0/grades/1/colour"],
  ["two grades of one code", scored({ grades: [grade("A", 90), grade("A", 0, "red")] }), "duplicate-code /scores/0/grades/1/code"],
  ["a least number without grades", scored({ least: { tally: "filed", cases: 5 } }), "no-grades /scores/0/least"],
  [
    "a least number of what is not counted",
    scored({ grades: [grade("A", 0)], least: { tally: "x", cases: 5 } }),
    "unknown-tally /scores/0/least/tally",
  ],
  ["a ratio over another month", { tallies: [filed, { ...closed, in: "closed" }] }, "mixed-months /indicators/0"],
  ["a ratio of other units", { tallies: [filed, { ...closed, to: "owner" }] }, "mixed-units /indicators/0"],
  ["a command that no process has", tallied({ what: "command", commands: ["sing"] }), "unseen-command /tallies/2/commands/0"],
  ["an end that no process has", tallied({ what: "filed", without: ["annul"] }), "unseen-end /tallies/2/without/0"],
  ["an end by what ends nothing", tallied({ what: "closed", by: ["sign"] }), "unseen-end /tallies/2/by/0"],
  ["lateness of what ends nothing", tallied({ what: "late", by: ["sign"] }), "unseen-end /tallies/2/by/0"],
  ["ends by commands, timers and what was agreed to", tallied({ what: "closed", by: ["close", "void", "merge", "timer", "approve"] })],
  ["a role that no called unit has", tallied({ what: "called", roles: ["leed"] }), "shape /tallies/2/roles/0"],
  ["a kind of whistle that no process blows", tallied({ what: "whistled", kinds: ["dayly"] }), "unseen-whistle-kind /tallies/2/kinds/0"],
  [
    "kinds of whistles, clocks of legs",
    { tallies: [filed, closed, { ...filed, name: "w", what: "whistled", kinds: ["daily"] }, leg("sign")] },
  ],
  ["a leg's clock that the ticket has", { tallies: [filed, closed, leg("handle")] }, "unseen-leg-clock /tallies/2/clock"],
  ["a ticket's clock that legs have", tallied({ what: "overran", clock: "sign" }), "unseen-clock /tallies/2/clock"],
  ["a state that only legs come to", tallied({ what: "entered", state: "signed" }), "unseen-state /tallies/2/state"],
  ["a command that only legs have", tallied({ what: "command", commands: ["arrive"] }), "unseen-command /tallies/2/commands/0"],
  [
    "a question that is none of yes or no",
    tallied({ what: "closed", answer: { field: "closing" } }),
    "unseen-question /tallies/2/answer/field",
  ],
  ["a question of yes or no", tallied({ what: "closed", answer: { field: "solved" } })],
  ["a tally that counts double in a sum", { indicators: [{ ...rate, of: ["filed", "filed"] }] }, "tally-again /indicators/0/of/1"],
  [
    "a part of what it is part of may be of other months",
    { tallies: [filed, closed, { name: "now", label, what: "overdue", to: "area" }], indicators: [{ ...rate, of: ["closed", "now"] }] },
  ],
  ["an ability is a command too", tallied({ what: "command", commands: ["urge", "sign"] })],
  ["a counter that no process counts", tallied({ what: "counter", counter: "reworks" }), "unseen-counter /tallies/2/counter"],
  [
    "counters of actions and of urging",
    {
      tallies: [
        filed,
        closed,
        { ...filed, what: "counter", name: "r", counter: "rework" },
        { ...filed, what: "counter", name: "u", counter: "urged" },
      ],
    },
  ],
  ["a state that no process has", tallied({ what: "entered", state: "suspended" }), "unseen-state /tallies/2/state"],
  ["a state with those around it", tallied({ what: "entered", state: "handle.suspended" })],
  ["a clock that no process has", tallied({ what: "on-time", clock: "sign" }), "unseen-clock /tallies/2/clock"],
  ["a question that no form asks", tallied({ what: "closed", answer: { field: "content" } }), "unseen-form-field /tallies/2/answer/field"],
  ["late without a limit", tallied({ what: "responded", commands: ["sign"], late: true }), "no-limit /tallies/2/late"],
  ["what is open belongs to no month", tallied({ what: "open" }), "unknown-key /tallies/2"],
  ["counted in the month of the end", tallied({ what: "filed", in: "closed" }), "closed-only /tallies/2/in"],
];

for (const [title, changes, ...found] of cases) test(title, () => assert.equal(codes(changes), found));

test("what is meant is named, and the sum of the weights is told in both languages", () => {
  const parsed = parseDefinition("evaluation", document(scored({ parts: [{ indicator: "rat", weight: 90 }] })));
  assert.ok(parsed.ok);
  const [weights, unknown] = checkEvaluation(parsed.definition.body as EvaluationDocument, around).map(({ message }) => message);
  assert.match(weights?.en ?? "", /add up to 90, its total is 100/);
  assert.match(weights?.["zh-CN"] ?? "", /权重合计 90，而总分是 100/);
  assert.match(unknown?.en ?? "", /do you mean rate\?/);
});

test.run();
