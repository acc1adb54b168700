import { CommanderError, type Command } from "commander";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { failureOf } from "./failure.ts";
import type { Io } from "./io.ts";
import { languageOf } from "./language.ts";
import { createProgram } from "./program.ts";
import { usageTrouble } from "./usage-trouble.ts";

/** Every command, in the order in which the help lists them. Each is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  init: async () => (await import("./commands/init.ts")).initCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  report: async () => (await import("./commands/report.ts")).reportCommand,
  send: async () => (await import("./commands/send.ts")).sendCommand,
  show: async () => (await import("./commands/show.ts")).showCommand,
  list: async () => (await import("./commands/list.ts")).listCommand,
  offers: async () => (await import("./commands/offers.ts")).offersCommand,
  inbox: async () => (await import("./commands/inbox.ts")).inboxCommand,
  work: async () => (await import("./commands/work.ts")).workCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  backup: async () => (await import("./commands/backup.ts")).backupCommand,
  restore: async () => (await import("./commands/restore.ts")).restoreCommand,
};

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
    const { code, label } = await troubleOf(thrown);
    io.stderr.write(`muster: ${label[language]}\n`);
    return { code };
  }
}

/** Those whose name stands on the command line; where there is none (help, a typing error) all of them. */
function wanted(argv: readonly string[]) {
  if (argv.includes("--version")) return [];
  const named = Object.keys(commands).filter((name) => argv.includes(name));
  return Object.entries(commands).flatMap(([name, load]) => (named.length === 0 || named.includes(name) ? [load] : []));
}

async function troubleOf(thrown: unknown) {
  const failed = failureOf(thrown);
  if (failed) return failed;
  if (thrown instanceof CommanderError) return { code: exitCodes.usage, label: usageTrouble(thrown) };
  const { systemTrouble } = await import("./system-trouble.ts");
  return { code: exitCodes.failed, label: systemTrouble(thrown) };
}
