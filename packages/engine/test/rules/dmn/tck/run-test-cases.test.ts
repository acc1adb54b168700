import { test } from "uvu";
import * as assert from "uvu/assert";
import { readTestCases } from "../../../../src/rules/dmn/tck/read-test-cases.ts";
import { runTestCases } from "../../../../src/rules/dmn/tck/run-test-cases.ts";
import { dmnText, literal, modelIn } from "../dmn-text.ts";

/** Whether a decision of this FEEL passes a case that expects this value. */
function passes(feel: string, expected: string): boolean | undefined {
  const read =
    readTestCases(`<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
    <modelName>a.dmn</modelName><testCase id="1"><resultNode name="d"><expected>${expected}</expected></resultNode></testCase></testCases>`);
  if (!read.ok) throw new Error(read.message.en);
  const [outcome] = runTestCases([modelIn(dmnText(literal("d", feel)))], read.testCases, 0);
  return outcome?.passed;
}

const value = (type: string, text: string) => `<value xsi:type="xsd:${type}">${text}</value>`;

test("an answer passes where it is what is expected, and only there", () => {
  for (const [feel, right, wrong] of [
    ["1 / 3", value("decimal", "0.33333333333"), value("decimal", "0.3333")],
    ["1", value("decimal", "1"), value("string", "1")],
    ['"a"', "<value>a</value>", "<value>b</value>"],
    ["true", value("boolean", "true"), value("boolean", "false")],
    ['date("2026-01-02")', value("date", "2026-01-02"), value("string", "2026-01-02x")],
    ['duration("P1D")', value("duration", "P1D"), value("duration", "P2D")],
    ["null", `<value xsi:nil="true"/>`, value("decimal", "0")],
    [
      "[1, 2]",
      `<list><item>${value("decimal", "1")}</item><item>${value("decimal", "2")}</item></list>`,
      `<list><item>${value("decimal", "1")}</item></list>`,
    ],
    ["{a: 1}", `<component name="a">${value("decimal", "1")}</component>`, `<component name="b">${value("decimal", "1")}</component>`],
  ] as const) {
    assert.is(passes(feel, right), true, `${feel} ${right}`);
    assert.is(passes(feel, wrong), false, `${feel} ${wrong}`);
  }
});

test("what is asked of a decision that is not there does not pass, although it comes to nothing", () => {
  const read = readTestCases(`<testCases><testCase id="1"><resultNode name="none"/></testCase></testCases>`);
  if (!read.ok) return assert.unreachable();
  assert.is(runTestCases([modelIn(dmnText(literal("d", "1")))], read.testCases, 0)[0]?.passed, false);
});

test("what is no file of test cases is said", () => {
  const read = readTestCases("<a/>");
  assert.match(read.ok ? "" : read.message.en, "no file of test cases");
});

test.run();
