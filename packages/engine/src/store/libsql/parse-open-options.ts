import { EngineError } from "../../model/engine-error.ts";

/** Where a store is and how it is opened, each option read once. What names no file would be a file of the driver's own, or none. */
export function parseOpenOptions(options: unknown): { readonly file: string; readonly readOnly: boolean } {
  const { file, readOnly = false } = readOnce(options);
  if (typeof file !== "string" || file === "" || file.includes("\0")) {
    const shown = typeof file === "string" ? JSON.stringify(file) : file === null ? "null" : typeof file;
    throw new EngineError(
      "store-failed",
      `${shown} 不能作数据库文件；file 须为路径，如 data/town.db。`,
      `${shown} cannot be a database file; file is a path, such as data/town.db.`,
    );
  }
  if (typeof readOnly !== "boolean") throw notOptions();
  return { file, readOnly };
}

/** Whatever it is: null has no members, a getter or a proxy may throw. */
function readOnce(options: unknown): { readonly file?: unknown; readonly readOnly?: unknown } {
  if (typeof options !== "object" || options === null) throw notOptions();
  try {
    const { file, readOnly } = options as Readonly<Record<string, unknown>>;
    return { file, readOnly };
  } catch {
    throw notOptions();
  }
}

function notOptions(): EngineError {
  return new EngineError(
    "store-failed",
    "存储须以 { file, readOnly } 这样的选项打开，readOnly 为 true 或 false，或不给。",
    "a store is opened with options such as { file, readOnly }, where readOnly is true or false, or left away.",
  );
}
