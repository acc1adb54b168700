import { open, rename, rm } from "node:fs/promises";
import type { Finding } from "@muster/engine";
import { type Checked, finding } from "@muster/engine/sources";
import { systemReason } from "../cli/system-reason.ts";
import type { RowResult } from "./outcome.ts";
import { ownColumns } from "./rejects/own-columns.ts";
import { formOf, type RejectsForm } from "./rejects/rejects-form.ts";
import { placeOf } from "./rows/source-row.ts";

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
  const form = formOf(file);
  const against = (await objection(form, file, false)) ?? (await objection(form, beside, true));
  if (against) return { ok: false, findings: [against] };
  const names = columns.filter((name) => !(ownColumns as readonly string[]).includes(name));
  const opened = await open(beside, "w").catch((cause: unknown) => unwritable(file, cause));
  if ("severity" in opened) return { ok: false, findings: [opened] };
  let isEmpty = true;
  const { write, end } = form.onto(opened);
  const value: RejectsFile = {
    add: async ({ row, outcome, reasons }) => {
      if (isEmpty) {
        isEmpty = false;
        await write([...ownColumns, ...names]);
      }
      const each = (say: (reason: (typeof reasons)[number]) => string) => reasons.map(say).join(" | ");
      const said = [each((reason) => reason.column ?? ""), each((reason) => reason.message["zh-CN"]), each((reason) => reason.message.en)];
      await write([placeOf(row), outcome, ...said, ...names.map((name) => row.cells.get(name))]);
    },
    finish: async () => {
      if (!isEmpty) await end();
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
async function objection(form: RejectsForm, file: string, isPartial: boolean): Promise<Finding | undefined> {
  try {
    return (await form.isOurs(file, isPartial)) ? undefined : notRejects(file);
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
