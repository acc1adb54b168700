import { EngineError, type EngineErrorCode } from "../../model/engine-error.ts";

interface Known {
  readonly code: EngineErrorCode;
  readonly zh: string;
  readonly en: string;
}

const diskError: Known = {
  code: "store-failed",
  zh: "磁盘报错；没有只写一半的内容；请检查磁盘",
  en: "the disk answered with an error; nothing was half-written; check the disk",
};

/** SQLite's result codes, by what the operator can do about them. https://sqlite.org/rescode.html */
const codes: Readonly<Record<string, Known>> = {
  SQLITE_BUSY: {
    code: "store-busy",
    zh: "另一个进程占用着此文件；请停止它，或把命令发给它",
    en: "another process holds the file; stop it, or talk to it instead",
  },
  SQLITE_FULL: {
    code: "store-full",
    zh: "磁盘已满；请腾出空间后重试；没有只写一半的内容",
    en: "the disk is full; make room and try again; nothing was half-written",
  },
  // Also what SQLite makes of a page that the disk could not read, which is whole again when the disk is.
  SQLITE_CORRUPT: {
    code: "store-damaged",
    zh: "文件已损坏，或磁盘读不出它；请先检查磁盘，再运行 muster verify；仍有问题时才恢复备份",
    en: "the file is damaged, or the disk cannot read it; check the disk, then run muster verify; restore a backup only where that fails too",
  },
  SQLITE_NOTADB: {
    code: "store-damaged",
    zh: "这不是 Muster 数据库，或开头已损坏；请检查路径",
    en: "this is not a Muster database, or its beginning is damaged; check the path",
  },
  SQLITE_READONLY_DIRECTORY: {
    code: "store-failed",
    zh: "它所在的文件夹不可写，而读取也要在旁边建一个文件；请以文件夹的所有者运行，或读取备份",
    en: "the folder it is in may not be written, and even to read it a file beside it is needed; run this as the owner of the folder, or read a backup",
  },
  SQLITE_READONLY: { code: "store-failed", zh: "文件只读；请检查权限", en: "the file is read-only; check its permissions" },
  SQLITE_CANTOPEN: {
    code: "store-failed",
    zh: "文件无法打开；请检查它和它所在的文件夹是否可读写",
    en: "the file cannot be opened; check that it, and the folder it is in, may be read and written",
  },
  SQLITE_IOERR: diskError,
};

/** The names of result codes that the driver may give as numbers; the lowest byte of an extended code is the code it extends. */
const names: Readonly<Record<number, string>> = {
  5: "SQLITE_BUSY",
  8: "SQLITE_READONLY",
  10: "SQLITE_IOERR",
  11: "SQLITE_CORRUPT",
  13: "SQLITE_FULL",
  14: "SQLITE_CANTOPEN",
  26: "SQLITE_NOTADB",
  1544: "SQLITE_READONLY_DIRECTORY",
};

/** Whatever the driver threw, as an error that says what to do; a mistake of our own passes through. */
export function storeError(cause: unknown, file: string): unknown {
  if (!(cause instanceof Error) || !("code" in cause) || cause instanceof EngineError) return cause;
  const said = saidBy(String(cause.code), cause.message);
  const known = Object.entries(codes).find(([code]) => said.startsWith(code))?.[1];
  if (known) return new EngineError(known.code, `${file}：${known.zh}（${said}）`, `${file}: ${known.en} (${said})`, { cause });
  return new EngineError("store-failed", `${file}：数据库操作失败（${said}）`, `${file}: the database failed (${said})`, { cause });
}

/** What the driver said, by SQLite's names: it has none for some extended codes, and where it cannot open a file only a number in a text. */
function saidBy(code: string, message: string): string {
  const unopened = code === "" ? /^ConnectionFailed\(.*: (\d+)"\)$/.exec(message)?.[1] : undefined;
  if (unopened !== undefined) return named(Number(unopened)) ?? message;
  const unknown = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)?.[1];
  return `${(unknown === undefined ? undefined : named(Number(unknown))) ?? code}: ${message}`;
}

function named(number: number): string | undefined {
  const base = names[number & 0xff];
  return names[number] ?? (base && `${base} ${number}`);
}
