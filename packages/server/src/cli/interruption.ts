import type { Io } from "./io.ts";

/** Aborts when the user wants to stop. The second Ctrl-C ends the process at once, as without it. */
export function interruption({ signal }: Pick<Io, "signal">): AbortSignal {
  if (signal) return signal;
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
