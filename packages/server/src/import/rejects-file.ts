import { open, rename, rm } from "node:fs/promises";
import type { Finding } from "@muster/engine";
import { systemReason } from "../cli/system-reason.ts";
import { finding, type Checked } from "./finding.ts";
import type { RowResult } from "./outcome.ts";
import { cellText, placeOf, type Cell } from "./rows/source-row.ts";

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

/**
 * Writes rejects beside the place and moves them there when they are complete. A file that is not an older rejects file is never replaced;
 * a place that cannot be written is said before any row is sent.
 */
export async function openRejects(file: string, columns: readonly string[]): Promise<Checked<RejectsFile>> {
  // One name, so that what a killed run left behind is written over by the next.
  const beside = `${file}.tmp`;
  const against = (await objection(file, false)) ?? (await objection(beside, true));
  if (against) return { ok: false, findings: [against] };
  const names = columns.filter((name) => !(ownColumns as readonly string[]).includes(name));
  const opened = await open(beside, "w").catch((cause: unknown) => unwritable(file, cause));
  if ("severity" in opened) return { ok: false, findings: [opened] };
  let isEmpty = true;
  const write = (cells: readonly (Cell | undefined)[]) => opened.appendFile(`${cells.map(quoted).join(",")}\r\n`);
  const value: RejectsFile = {
    add: async ({ row, outcome, reasons }) => {
      if (isEmpty) {
        isEmpty = false;
        await opened.appendFile(mark);
        await write([...ownColumns, ...names]);
      }
      const each = (say: (reason: (typeof reasons)[number]) => string) => reasons.map(say).join(" | ");
      const said = [each((reason) => reason.column ?? ""), each((reason) => reason.message["zh-CN"]), each((reason) => reason.message.en)];
      await write([placeOf(row), outcome, ...said, ...names.map((name) => row.cells.get(name))]);
    },
    finish: async () => {
      await opened.close();
      if (isEmpty) for (const old of [file, beside]) await rm(old, { force: true });
      else await rename(beside, file);
      return !isEmpty;
    },
    abandon: async () => {
      await opened.close();
      await rm(beside, { force: true });
    },
  };
  return { ok: true, value };
}

/** What stands against writing at this place; nothing where there is no file, or a rejects file of an earlier run, of which a killed one may have written no more than the beginning. */
async function objection(file: string, isPartial: boolean): Promise<Finding | undefined> {
  try {
    const handle = await open(file, "r");
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(64) });
      const [begins, ours] = [buffer.subarray(0, bytesRead).toString("utf8"), `${mark}${ownColumns[0]},`];
      return begins.startsWith(ours) || (isPartial && ours.startsWith(begins)) ? undefined : notRejects(file);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "ENOENT" ? undefined : unwritable(file, cause);
  }
}

function notRejects(file: string): Finding {
  return finding(
    "",
    "not-rejects",
    `${file} 不是导入的拒绝清单，不会覆盖它；请用 --rejects 换一个名字。`,
    `${file} is no rejects file and is not overwritten; name another with --rejects.`,
  );
}

function unwritable(file: string, cause: unknown): Finding {
  const why = systemReason(cause);
  return finding(
    "",
    "rejects-unwritable",
    `无法写入拒绝清单 ${file}：${why["zh-CN"]}；请用 --rejects 指定可写的位置。`,
    `The rejects file ${file} cannot be written: ${why.en}; name a place that can be with --rejects.`,
  );
}

function quoted(cell: Cell | undefined): string {
  const text = cellText(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
