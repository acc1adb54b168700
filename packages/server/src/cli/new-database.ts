import { EngineError, type Store } from "@muster/engine";
import { existsSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { openForWriting } from "./open-engine.ts";

/** A database that was not there before, and a way to take it back. */
export interface NewDatabase {
  readonly store: Store;
  /** Takes away the files and folders that were made; nothing where somebody else has set the database up meanwhile. Before it is closed. */
  readonly discard: () => void;
}

/** Makes a database; what was made is taken away again where that fails, as on a full disk. */
export async function newDatabase(db: string, wait: number): Promise<NewDatabase> {
  const folders = missingFolders(db);
  const files = ["", "-journal", "-wal", "-shm", "-owner", "-owner-journal"]
    .map((end) => `${db}${end}`)
    .filter((file) => !existsSync(file));
  const discard = () => {
    try {
      for (const file of files) rmSync(file, { force: true });
      // From the innermost out; one in which somebody has put something stays.
      for (const folder of folders) rmdirSync(folder);
    } catch {
      // What is told is why the database could not be made, not that its remains stayed.
    }
  };
  try {
    const store = await openForWriting(db, wait);
    // Whoever was faster has set it up while we waited for it.
    const isOurs = (await store.definitions.tenants()).length === 0;
    return { store, discard: isOurs ? discard : () => {} };
  } catch (cause) {
    if (!isBusy(cause) && isEmpty(db)) discard();
    throw cause;
  }
}

function missingFolders(db: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = dirname(db); !existsSync(folder); folder = dirname(folder)) folders.push(folder);
  return folders;
}

function isBusy(cause: unknown): boolean {
  return cause instanceof EngineError && cause.code === "store-busy";
}

/** A first page says how the file is written; a table begins with the second. */
function isEmpty(db: string): boolean {
  return (statSync(db, { throwIfNoEntry: false })?.size ?? 0) <= 4096;
}
