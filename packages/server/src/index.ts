export { runCli } from "./cli/main.ts";
export type { ExitCode } from "./cli/exit-code.ts";
export type { Io } from "./cli/io.ts";
export type { SheetFinding } from "./table/cell-reader.ts";
export { readXlsx, type ReadXlsx } from "./table/read-xlsx.ts";
export { writeXlsx, type WrittenXlsx } from "./table/write-xlsx.ts";
