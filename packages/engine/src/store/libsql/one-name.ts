import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { EngineError } from "../../model/engine-error.ts";

/** More symbolic links one after the other than any system follows. */
const maxLinks = 40;

/**
 * The one name of a file, by whatever links it is reached, also where it does not exist yet: its lock stands beside that name. A file
 * with a second name of its own (a hard link) has two places for a lock, and two logs beside them: it is refused.
 */
export function oneName(given: string): string {
  let file = resolve(given);
  for (let links = 0; lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink(); links += 1) {
    if (links === maxLinks)
      throw new EngineError("store-failed", `${given} 的链接绕成了圈。`, `the links of ${given} go round in a circle.`);
    file = resolve(dirname(file), readlinkSync(file));
  }
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new EngineError(
      "store-failed",
      `${file} 是文件夹，不是数据库文件；请指明其中的文件，如 ${join(file, "muster.db")}。`,
      `${file} is a folder, not a database file; name a file in it, such as ${join(file, "muster.db")}.`,
    );
  }
  if (found && found.nlink > 1) {
    throw new EngineError(
      "store-failed",
      `${file} 另有硬链接；两个名字会各有一把锁和一份日志，已提交的内容会丢失。请删去其余的名字。`,
      `${file} has another name, a hard link; each name would have a lock and a log of its own, and what was committed could be lost. Remove the other names.`,
    );
  }
  const folder = dirname(file);
  // Where there is no folder, opening the file says so.
  return existsSync(folder) ? join(realpathSync(folder), basename(file)) : file;
}
