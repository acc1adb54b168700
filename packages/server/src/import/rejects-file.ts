import { createWriteStream, type WriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { finding, type Checked } from "./finding.ts";
import type { RowResult } from "./outcome.ts";
import { placeOf, type Cell } from "./rows/source-row.ts";

/** The columns put before those of the original row. A corrected file can be imported with the same mapping: it does not read them. */
const ownColumns = ["muster_line", "muster_outcome", "muster_column", "muster_reason_zh", "muster_reason_en"] as const;

/** Spreadsheets take a UTF-8 file for something else without it. */
const mark = "\uFEFF";

export interface RejectsFile {
  /** Takes a row that was rejected, or has something to be said about it. */
  readonly add: (result: RowResult) => Promise<void>;
  /** Puts the file in place, or takes an older one away where there is nothing to say; answers whether there is a file. */
  readonly finish: () => Promise<boolean>;
  /** Leaves everything as it was. */
  readonly abandon: () => Promise<void>;
}

/** Writes rejects beside the place and moves them there when they are complete. A file that is not an older rejects file is never replaced. */
export async function openRejects(file: string, columns: readonly string[]): Promise<Checked<RejectsFile>> {
  if (!(await isOurs(file))) {
    const [zh, en] = [
      `${file} 不是导入的拒绝清单，不会覆盖它；请用 --rejects 换一个名字。`,
      `${file} is no rejects file and is not overwritten; name another with --rejects.`,
    ];
    return { ok: false, findings: [finding("", "not-rejects", zh, en)] };
  }
  // One name, so that what a killed run left behind is written over by the next.
  const beside = `${file}.tmp`;
  const names = columns.filter((name) => !(ownColumns as readonly string[]).includes(name));
  let stream: WriteStream | undefined;
  const write = async (to: WriteStream, cells: readonly (Cell | undefined)[]) => {
    if (!to.write(`${cells.map(cellText).join(",")}\r\n`)) await once(to, "drain");
  };
  const end = async () => {
    if (!stream) return;
    stream.end();
    await once(stream, "close");
  };
  const value: RejectsFile = {
    add: async ({ row, outcome, reasons }) => {
      if (!stream) {
        stream = createWriteStream(beside);
        stream.write(mark);
        await write(stream, [...ownColumns, ...names]);
      }
      const each = (say: (reason: (typeof reasons)[number]) => string) => reasons.map(say).join(" | ");
      const said = [each((reason) => reason.column ?? ""), each((reason) => reason.message["zh-CN"]), each((reason) => reason.message.en)];
      await write(stream, [placeOf(row), outcome, ...said, ...names.map((name) => row.cells.get(name))]);
    },
    finish: async () => {
      await end();
      if (stream) await rename(beside, file);
      else for (const old of [file, beside]) await rm(old, { force: true });
      return stream !== undefined;
    },
    abandon: async () => {
      await end();
      await rm(beside, { force: true });
    },
  };
  return { ok: true, value };
}

/** Whether there is nothing at this place, or a rejects file of an earlier run. */
async function isOurs(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(64) });
      return buffer.subarray(0, bytesRead).toString("utf8").startsWith(`${mark}${ownColumns[0]},`);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return true;
    return false;
  }
}

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  const text = cell instanceof Date ? cell.toISOString() : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
