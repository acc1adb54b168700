import { statSync } from "node:fs";
import { EngineError } from "../../model/engine-error.ts";
import { connect } from "./connection.ts";

/** The right to write to a file. */
export interface Ownership {
  /** Throws where somebody removed the lock, so that another process could have taken it, or replaced the database beneath its connections. */
  readonly assertHeld: () => void;
  /** The database is open: from now on it must stay the file it is. */
  readonly watch: () => void;
  readonly release: () => void;
}

/** The operating system drops this lock with the process, kill -9 included; the database itself stays open to readers. */
export function own(file: string): Ownership {
  const lock = `${file}-owner`;
  const owner = connect(lock, "rwc");
  try {
    owner.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    owner.close();
    if (!(cause instanceof EngineError) || cause.code !== "store-busy") throw cause;
    throw new EngineError(
      "store-busy",
      `${file} 正被另一个进程占用；请停止它，或把命令发给它。`,
      `${file} is in use by another process; stop it, or send your commands to it.`,
      { cause },
    );
  }
  const held = inodeOf(lock);
  let watched: number | undefined;
  return {
    watch: () => {
      watched = inodeOf(file);
    },
    assertHeld: () => {
      if (watched !== undefined && inodeOf(file) !== watched)
        throw new EngineError(
          "store-closed",
          `${file} 被删除或替换，已停止写入，以免确认后又丢失；请重新打开。`,
          `${file} was removed or replaced, so writing has stopped: what is written now would be lost; open the store again.`,
        );
      if (inodeOf(lock) === held) return;
      throw new EngineError(
        "store-closed",
        `${lock} 被删除或替换，已停止写入；请不要动它，重新打开即可继续。`,
        `${lock} was removed or replaced, so writing has stopped; leave it alone, and open the store again to go on.`,
      );
    },
    release: () => owner.close(),
  };
}

function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}
