import { CommanderError, type Command } from "commander";
import { commands } from "./commands.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { failureLine } from "./failure-line.ts";
import { failureOf, type Failure } from "./failure.ts";
import type { Invocation } from "./invocation.ts";
import type { Io } from "./io.ts";
import { languageOf } from "./language.ts";
import { isReaderGone } from "./outlet.ts";
import { createProgram } from "./program.ts";
import { requireLegible } from "./require-legible.ts";
import { speech } from "./speech.ts";
import { usageTrouble } from "./usage-trouble.ts";

/** Runs one command line (without the program's name) and answers the code to exit with, once all it said was written. Never throws. */
export async function runCli(argv: readonly string[], io: Io): Promise<{ readonly code: ExitCode }> {
  const { program, invocation } = createProgram(io, languageOf(argv, io.env));
  const ended = await perform(argv, program, invocation);
  return { code: await settle(invocation, ended) };
}

/** How a command ended: its exit code, and where it failed what it said of it. */
interface Ended {
  readonly exit: ExitCode;
  readonly trouble?: Failure["code"];
}

async function perform(argv: readonly string[], program: Command, invocation: Invocation): Promise<Ended> {
  try {
    requireLegible(argv);
    for (const load of wanted(argv)) (await load())(program);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return { exit: argv.length === 0 ? exitCodes.usage : invocation.code() };
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return { exit: exitCodes.done };
    const { exit, code, detail, more, trace } = await troubleOf(thrown);
    // Asked of the words themselves: a command line that cannot be parsed has no options yet.
    const { emit, note } = speech(invocation, argv.includes("--json"));
    emit({ ok: false, error: { code, detail }, ...more });
    note(failureLine(detail));
    if (trace !== undefined) note(trace);
    return { exit, trouble: code };
  }
}

/**
 * Waits until everything is written. A reader that left had what it wanted: the command's own code stands. Where the place failed,
 * the command has failed, whatever its own code: whoever reads the output has not all of it, and the code must not say that they do.
 */
async function settle(invocation: Invocation, { exit, trouble }: Ended): Promise<ExitCode> {
  const { stdout, stderr } = invocation;
  const lost = await stdout.settled();
  const isFailure = lost !== undefined && !isReaderGone(lost);
  if (isFailure && trouble !== "output-lost") {
    const { lostOutput } = await import("./lost-output.ts");
    speech(invocation, false).note(failureLine(lostOutput(lost)));
  }
  await stderr.settled();
  return isFailure ? exitCodes.failed : exit;
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
