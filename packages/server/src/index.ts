export { runCli } from "./cli/main.ts";
export type { ExitCode } from "./cli/exit-code.ts";
export type { Io } from "./cli/io.ts";
