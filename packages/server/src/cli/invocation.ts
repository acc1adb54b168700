import type { Language } from "@muster/engine";
import type { Command } from "commander";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { outlet, type Outlet } from "./outlet.ts";

/** One run of the command line: where it speaks, in which language, and how it ended. */
export interface Invocation {
  readonly io: Omit<Io, "stdout" | "stderr">;
  readonly stdout: Outlet;
  readonly stderr: Outlet;
  readonly language: Language;
  /** Notes how the command ended. */
  readonly end: (code: ExitCode) => void;
  readonly code: () => ExitCode;
}

const invocations = new WeakMap<Command, Invocation>();

/** Begins a run of the program. A command is registered with nothing but the program, so the run travels with it. */
export function beginInvocation(program: Command, io: Io, language: Language): Invocation {
  let code: ExitCode = exitCodes.done;
  const invocation = {
    io,
    stdout: outlet(io.stdout),
    stderr: outlet(io.stderr),
    language,
    end: (ended: ExitCode) => void (code = ended),
    code: () => code,
  };
  invocations.set(program, invocation);
  return invocation;
}

/** The run that a program or one of its commands belongs to. */
export function invocationOf(command: Command): Invocation {
  let root = command;
  while (root.parent) root = root.parent;
  const found = invocations.get(root);
  if (!found) throw new Error(`the command ${command.name()} belongs to no run; register it on the program that runCli makes`);
  return found;
}
