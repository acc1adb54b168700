import { runDmn } from "@muster/engine";
import { buffer } from "node:stream/consumers";
import type { Act } from "../cli/context.ts";
import { exitCodes } from "../cli/exit-code.ts";
import { wrongUsage } from "../cli/failure.ts";
import type { GlobalOptions } from "../cli/global-options.ts";
import { scanJson } from "../cli/json/scan-json.ts";
import { label } from "../cli/label.ts";
import { readText, textIn } from "../cli/read-text.ts";
import type { Speech } from "../cli/speech.ts";
import { modelTexts } from "./model-texts.ts";
import { refused } from "./refused.ts";
import { timeoutOf } from "./timeout-of.ts";

interface Options {
  readonly decision?: string;
  readonly input?: string;
  readonly timeout?: string;
}

/** `muster dmn run FILE`: the value of a decision, and why something in it is null. */
export const runModel: Act<GlobalOptions & Speech> = async (given, command) => {
  const [file = ""] = command.args;
  const { decision, input, timeout } = command.opts<Options>();
  const { io } = given.invocation;
  const limits = { timeout: timeoutOf(timeout) };
  const { texts, files } = await modelTexts(file);
  const inputs = input === undefined ? {} : await inputsIn(input, io);
  const at = (io.now ?? Date.now)();
  const answer = await runDmn({ models: texts, name: decision, inputs, at }, limits);
  if (!answer.ok) throw refused(answer.refusal, files);
  const { name, value, problems } = answer;
  given.emit({ ok: true, decision: name, value, problems });
  given.print(`${name} = ${JSON.stringify(value, null, 2)}`);
  for (const { element, line, message } of problems)
    given.print(label(`  ${element}（第 ${line} 行）${message["zh-CN"]}`, `  ${element} (line ${line}) ${message.en}`));
  return exitCodes.done;
};

async function inputsIn(file: string, io: GlobalOptions["invocation"]["io"]): Promise<Readonly<Record<string, unknown>>> {
  const text = file === "-" ? textIn(await buffer(io.stdin ?? process.stdin), label("标准输入", "Standard input")) : await readText(file);
  const scanned = scanJson(text);
  if (!scanned.ok) {
    const { line, column, message } = scanned;
    throw wrongUsage(
      label(
        `${file} 不是 JSON：第 ${line} 行第 ${column} 列 ${message["zh-CN"]}`,
        `${file} is not JSON: line ${line}, column ${column}: ${message.en}`,
      ),
    );
  }
  const { value } = scanned;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw wrongUsage(
    label(
      `${file} 须为 JSON 对象，以输入的名称为键，如 {"Age": 20}。`,
      `${file} must hold a JSON object with the names of the inputs, such as {"Age": 20}.`,
    ),
  );
}
