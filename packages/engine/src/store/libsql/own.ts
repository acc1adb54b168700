import { EngineError } from "../../model/engine-error.ts";
import { connect, type Connection } from "./connection.ts";

/** The operating system drops this lock with the process, kill -9 included; the database itself stays open to readers. */
export function own(file: string): Connection {
  const owner = connect(`${file}-owner`, "rwc");
  try {
    owner.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return owner;
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
}
