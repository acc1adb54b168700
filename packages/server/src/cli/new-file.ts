import { existsSync } from "node:fs";
import { access, constants, opendir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";
import { systemReason } from "./system-reason.ts";

/** Writes a file that must not exist yet: under another name until it is whole, so that half of one is never taken for it. */
export async function writeNewFile(file: string, write: (partial: string) => Promise<void>): Promise<void> {
  if (existsSync(file))
    throw failure(exitCodes.refused, "exists", label(`${file} 已存在；请换一个文件名。`, `${file} exists already; name a new file.`));
  await requireFolder(file);
  const partial = `${file}.part`;
  await rm(partial, { force: true });
  try {
    await write(partial);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Throws why no file can be written in that folder: whoever tries would blame something else, or say it in a system call. */
export async function requireFolder(file: string): Promise<void> {
  try {
    await (await opendir(dirname(file))).close();
    await access(dirname(file), constants.W_OK);
  } catch (cause) {
    const why = systemReason(cause);
    throw failure(
      exitCodes.failed,
      "system",
      label(
        `不能写入 ${file}：${why["zh-CN"]}；请指定已存在、可写的文件夹。`,
        `${file} cannot be written: ${why.en}; name a folder that is there and may be written.`,
      ),
    );
  }
}
