import { test } from "uvu";
import * as assert from "uvu/assert";
import { readModel } from "../../../../src/rules/dmn/model/read-model.ts";
import { dmnText, literal, modelIn } from "../dmn-text.ts";

test("DMN 1.3, 1.4 and 1.5 are read, other editions are named", () => {
  for (const edition of ["20191111", "20211108", "20230324"]) {
    const [decision] = modelIn(dmnText(literal("d", "1 + 1"), { edition })).decisions;
    assert.equal([decision?.id, decision?.name, decision?.expression?.kind], ["d", "d", "literal"]);
  }
  const older = readModel(
    dmnText("").replace("https://www.omg.org/spec/DMN/20230324/MODEL/", "http://www.omg.org/spec/DMN/20180521/MODEL/"),
  );
  assert.match(
    older.ok ? "" : older.message.en,
    "no model of DMN 1.3, 1.4, 1.5, but definitions {http://www.omg.org/spec/DMN/20180521/MODEL/}",
  );
  assert.not.ok(readModel("<html/>").ok);
});

test("what a model lacks is said with its line", () => {
  for (const [logic, says] of [
    [`<decisionTable hitPolicy="LAST"/>`, "hitPolicy “LAST” is unknown: use one of UNIQUE, ANY"],
    [`<decisionTable aggregation="MEAN"/>`, "aggregation “MEAN” is unknown"],
    [
      `<decisionTable><input><inputExpression><text>a</text></inputExpression></input><output/><rule><outputEntry><text>1</text></outputEntry></rule></decisionTable>`,
      "0 conditions and 1 answers for 1 inputs and 1 outputs",
    ],
    [`<conditional><if><literalExpression/></if></conditional>`, "<conditional> lacks <then>"],
    [`<context><contextEntry/></context>`, "<contextEntry> holds no expression"],
  ] as const) {
    const read = readModel(dmnText(`<decision id="d" name="d">${logic}</decision>`));
    if (read.ok) return assert.unreachable(logic);
    assert.match(read.message.en, says);
    assert.match(read.message["zh-CN"], /\p{Script=Han}/u);
    assert.is(read.line, 3);
  }
});

test("what is not of DMN is passed over", () => {
  const model = modelIn(
    dmnText(`<x:decision xmlns:x="urn:x" id="x"/><decision id="d" name="d"><x:literalExpression xmlns:x="urn:x"/></decision>`),
  );
  assert.equal(
    model.decisions.map(({ id, expression }) => [id, expression]),
    [["d", undefined]],
  );
});

test.run();
