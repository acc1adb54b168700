import { CommanderError } from "commander";
import { commands } from "./commands.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { failureLine } from "./failure-line.ts";
import { failureOf, type Failure } from "./failure.ts";
import type { Io } from "./io.ts";
import { languageOf } from "./language.ts";
import { createProgram } from "./program.ts";
import { speech } from "./speech.ts";
import { usageTrouble } from "./usage-trouble.ts";

/** Runs one command line (without the program's name) and answers the code to exit with. Never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<{ readonly code: ExitCode }> {
  const language = languageOf(argv, io.env);
  const { program, invocation } = createProgram(io, language);
  try {
    for (const load of wanted(argv)) (await load())(program);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return { code: argv.length === 0 ? exitCodes.usage : invocation.code() };
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return { code: exitCodes.done };
    const { exit, code, detail, more, trace } = await troubleOf(thrown);
    // Asked of the words themselves: a command line that cannot be parsed has no options yet.
    const { emit, note } = speech(io, language, argv.includes("--json"));
    emit({ ok: false, error: { code, detail }, ...more });
    note(failureLine(detail));
    if (trace !== undefined) note(trace);
    return { code: exit };
  }
}

/** Those whose name stands on the command line; where there is none (help, a typing error) all of them. */
function wanted(argv: readonly string[]) {
  if (argv.includes("--version")) return [];
  const named = Object.keys(commands).filter((name) => argv.includes(name));
  return Object.entries(commands).flatMap(([name, load]) => (named.length === 0 || named.includes(name) ? [load] : []));
}

async function troubleOf(thrown: unknown): Promise<Failure> {
  const failed = failureOf(thrown);
  if (failed) return failed;
  if (thrown instanceof CommanderError) return { exit: exitCodes.usage, code: "usage", detail: usageTrouble(thrown) };
  const { systemTrouble } = await import("./system-trouble.ts");
  return systemTrouble(thrown);
}
