import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { removeTempFolders, tempFolder } from "../../../../engine/test/fixtures/temp.ts";
import { dmnText, literal } from "../../../../engine/test/rules/dmn/dmn-text.ts";
import { run } from "../run.ts";
import { write } from "../town-folder.ts";

test.after(removeTempFolders);

const age = `<inputData id="age" name="Age"><variable name="Age" typeRef="number"/></inputData>`;
const model = dmnText(age + literal("Full Age", "Age >= 18", { requires: [`Input href="#age"`] }));

test("a decision is evaluated with its inputs, from a file or standard input", async () => {
  const folder = tempFolder();
  const [file, input] = [write(folder, "a.dmn", model), write(folder, "in.json", { Age: 20 })];
  const ran = await run(["dmn", "run", file, "--decision", "Full Age", "--input", input]);
  assert.equal([ran.code, ran.stdout], [0, "Full Age = true\n"], ran.stderr);
  const piped = await run(["dmn", "run", file, "--input", "-", "--json"], { input: '{"Age": 7}' });
  assert.equal(JSON.parse(piped.stdout), { ok: true, decision: "Full Age", value: false, problems: [] });
});

test("why something is null is told with the line", async () => {
  const file = write(tempFolder(), "a.dmn", model);
  const { code, stdout } = await run(["dmn", "run", file, "--input", "-"], { input: '{"Age": "old"}' });
  assert.is(code, 0);
  assert.match(stdout, 'Full Age = null\n  Age (line 3) "old" is no number');
});

test("models that are imported are found in the folder", async () => {
  const folder = tempFolder();
  write(folder, "rates.dmn", dmnText(literal("rate", "0.5"), { namespace: "urn:rates" }));
  const imports = `<import name="rates" namespace="urn:rates" importType=""/>`;
  const file = write(
    folder,
    "a.dmn",
    dmnText(`${imports}${literal("d", "rates.rate * 2", { requires: [`Decision href="urn:rates#rate"`] })}`),
  );
  assert.is((await run(["dmn", "run", file])).stdout, "d = 1\n");
});

test("FEEL that does not end is stopped, and what cannot be asked is said", async () => {
  const folder = tempFolder();
  const endless = write(folder, "a.dmn", dmnText(literal("d", "count(for a in 1..1000000, b in 1..1000000 return a * b)")));
  const says = async (...argv: readonly string[]) => {
    const { code, stderr } = await run(["dmn", "run", ...argv]);
    return `${code} ${stderr}`;
  };
  assert.match(await says(endless, "--timeout", "0.5"), "1 muster: error: It was not done within 0.5 s and was stopped.");
  assert.match(await says(endless, "--timeout", "never"), "2 muster: error: --timeout takes seconds up to 600, not never.");
  assert.match(await says(endless, "--decision", "e"), "2 muster: error: The model has no “e”; it has: d.");
  assert.match(await says(write(folder, "b.dmn", "<a/>")), /2 muster: error: .*b\.dmn:1: This is no model of DMN 1.3, 1.4, 1.5/);
  assert.match(await says(endless, "--input", write(folder, "in.json", "{")), /2 muster: error: .*in\.json is not JSON/);
  assert.match(await says(endless, "--input", write(folder, "list.json", "[]")), "must hold a JSON object");
});

const cases = (expected: string) => `<testCases><modelName>a.dmn</modelName><testCase id="001"><resultNode name="d"><expected>
  <value>${expected}</value></expected></resultNode></testCase></testCases>`;

test("of a folder only the models that are imported matter, whichever they are among many", async () => {
  const folder = tempFolder();
  const within = (namespace: string, inner: string) => dmnText(inner, { namespace });
  const importing = `<import name="sub" namespace="urn:sub" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
  const uses = literal("d", "sub.x + 1", { requires: [`Decision href="urn:sub#x"`] });
  const file = write(folder, "a.dmn", within("urn:main", importing + uses));
  for (let i = 0; i < 60; i += 1) write(folder, `b${i}.dmn`, within(`urn:b${i}`, literal("x", "0")));
  write(folder, "broken.dmn", "<definitions");
  writeFileSync(join(folder, "other.dmn"), Buffer.from([0xff, 0xfe, 0x3c, 0x00]));
  write(folder, "z.dmn", within("urn:sub", literal("x", "41")));
  const answer = await run(["dmn", "run", file, "--decision", "d"]);
  assert.equal([answer.code, answer.stdout], [0, "d = 42\n"], answer.stderr);
});

test("models are held to test cases in the format of the compatibility kit", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "a"));
  write(join(folder, "a"), "a.dmn", dmnText(literal("d", '"x"')));
  write(join(folder, "a"), "a-test-01.xml", cases("x"));
  const good = await run(["dmn", "test", folder]);
  assert.equal([good.code, good.stdout], [0, "1 of 1 results are as expected.\n"], good.stderr);
  const file = write(join(folder, "a"), "a-test-02.xml", cases("y"));
  const bad = await run(["dmn", "test", folder]);
  assert.is(bad.code, 1);
  assert.match(bad.stdout, `${file}  001  d: expected "y", got "x"`);
  assert.match(bad.stderr, "1 of 2 results are as expected.");
  assert.match((await run(["dmn", "test", tempFolder()])).stderr, "There are no test cases (.xml)");
  assert.match((await run(["dmn", "test", join(folder, "a", "a.dmn")])).stderr, "This is no file of test cases");
});

test.run();
