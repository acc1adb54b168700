import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readTestCases } from "../../../../src/rules/dmn/tck/read-test-cases.ts";
import { runTestCases, type TestOutcome } from "../../../../src/rules/dmn/tck/run-test-cases.ts";
import { modelIn } from "../dmn-text.ts";

const data = fileURLToPath(new URL("../../../../../../../shared/data/dmn-tck-level-2/", import.meta.url));
const hasData = existsSync(data);

const folders = hasData ? readdirSync(data, { withFileTypes: true }).filter((each) => each.isDirectory()) : [];
const outcomes = new Map<string, readonly TestOutcome[]>();

// Also where the kit is not here: a file without a test would count as a failure.
test("where the DMN Technology Compatibility Kit is here, so are its cases", () => assert.ok(!hasData || folders.length > 0));

for (const { name } of folders) {
  test(`the DMN Technology Compatibility Kit's ${name} is answered as it expects`, () => {
    const files = readdirSync(join(data, name)).filter((file) => file.endsWith(".xml"));
    assert.ok(files.length > 0);
    for (const file of files) {
      const read = readTestCases(readFileSync(join(data, name, file), "utf8"));
      if (!read.ok) return assert.unreachable(read.message.en);
      const model = modelIn(readFileSync(join(data, name, read.testCases.modelName), "utf8"));
      const ran = runTestCases([model], read.testCases, Date.UTC(2026, 0, 1));
      outcomes.set(`${name}/${file}`, ran);
      assert.ok(ran.length > 0, file);
      assert.equal(
        ran.filter(({ passed }) => !passed),
        [],
      );
    }
  });
}

if (!hasData) process.stdout.write("skipped: ../shared/data/dmn-tck-level-2 is not here\n");
test.after(() => {
  const all = [...outcomes.values()].flat();
  if (hasData) process.stdout.write(`DMN TCK level 2: ${all.filter(({ passed }) => passed).length} of ${all.length} results as expected\n`);
});

test.run();
