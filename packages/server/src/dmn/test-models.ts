import { readTestCases, type TestOutcome, testDmn } from "@muster/engine";
import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Act } from "../cli/context.ts";
import { exitCodes } from "../cli/exit-code.ts";
import { failure, wrongUsage } from "../cli/failure.ts";
import type { GlobalOptions } from "../cli/global-options.ts";
import { label } from "../cli/label.ts";
import { naming } from "../cli/read-bytes.ts";
import { readText } from "../cli/read-text.ts";
import type { Speech } from "../cli/speech.ts";
import { modelTexts } from "./model-texts.ts";
import { refused } from "./refused.ts";
import { timeoutOf } from "./timeout-of.ts";

/** `muster dmn test PATH…`: what of the expected results a model gives, and where it gives something else. */
export const testModels: Act<GlobalOptions & Speech> = async (given, command) => {
  const limits = { timeout: timeoutOf(command.opts<{ readonly timeout?: string }>().timeout) };
  const at = (given.invocation.io.now ?? Date.now)();
  const outcomes: (TestOutcome & { readonly file: string })[] = [];
  for (const file of await testFiles(command.args)) {
    const tests = await readText(file);
    const { texts, files } = await modelTexts(modelOf(file, tests));
    const answer = await testDmn({ models: texts, tests, at }, limits);
    if (!answer.ok) throw refused(answer.refusal, files);
    outcomes.push(...answer.outcomes.map((outcome) => ({ file, ...outcome })));
  }
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const each of failed) tell(given, each);
  const passed = outcomes.length - failed.length;
  const told = { passed, of: outcomes.length, failed };
  const sum = label(`${outcomes.length} 个结果中有 ${passed} 个符合预期。`, `${passed} of ${outcomes.length} results are as expected.`);
  if (failed.length > 0) throw failure(exitCodes.refused, "findings", sum, told);
  given.emit({ ok: true, ...told });
  given.print(sum);
  return exitCodes.done;
};

function tell({ print }: Speech, { file, test, name, expected, actual, problems }: TestOutcome & { readonly file: string }): void {
  const [wanted, got] = [JSON.stringify(expected), JSON.stringify(actual)];
  print(label(`${file}  ${test}  ${name}：应为 ${wanted}，而不是 ${got}`, `${file}  ${test}  ${name}: expected ${wanted}, got ${got}`));
  for (const { message } of problems) print(label(`    ${message["zh-CN"]}`, `    ${message.en}`));
}

/** The model that test cases are about stands beside them. */
function modelOf(file: string, tests: string): string {
  const read = readTestCases(tests);
  if (!read.ok) throw wrongUsage(label(`${file}:${read.line}：${read.message["zh-CN"]}`, `${file}:${read.line}: ${read.message.en}`));
  return join(dirname(file), read.testCases.modelName);
}

async function testFiles(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    if (!(await naming(path, stat(path))).isDirectory()) files.push(path);
    else
      for (const each of (await naming(path, readdir(path, { recursive: true }))).toSorted())
        if (each.endsWith(".xml")) files.push(join(path, each));
  }
  if (files.length > 0) return files;
  throw wrongUsage(label(`${paths.join("、")} 中没有测试用例（.xml）。`, `There are no test cases (.xml) in ${paths.join(", ")}.`));
}
