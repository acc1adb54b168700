import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { EngineError } from "../../model/engine-error.ts";
import type { Store } from "../port.ts";
import { connect, type Connection } from "./connection.ts";
import { definitionStore } from "./definitions.ts";
import { deliveryStore } from "./deliveries.ts";
import { drizzleOn } from "./drizzle.ts";
import { backup } from "./backup.ts";
import { journalStore } from "./journal.ts";
import { migrate } from "./migrate.ts";
import { personStore } from "./people.ts";
import { ticketStore } from "./tickets.ts";
import { timerStore } from "./timers.ts";
import { groupWriter } from "./group-writer.ts";

/**
 * Opens (and where needed creates and migrates) a store in one file. One process at a time: a second one is refused with `store-busy`.
 * Writes go through one connection, reads through another that cannot write.
 */
export function openLibsqlStore(options: { readonly file: string }): Store {
  const { file } = options;
  mkdirSync(dirname(file), { recursive: true });
  const owner = own(file);
  try {
    const writing = openWriting(file);
    migrate(writing);
    const reading = connect(file, "ro");
    reading.exec("PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0");
    const writer = groupWriter(writing);
    const [write, read] = [drizzleOn(writing), drizzleOn(reading)];
    return {
      transact: writer.transact,
      tickets: ticketStore(read),
      journal: journalStore(read),
      timers: timerStore(read, writer.enqueue, write),
      deliveries: deliveryStore(read, writer.enqueue, writing),
      definitions: definitionStore(read, writer.enqueue, write),
      people: personStore(read, writer.enqueue, write),
      backup: (copy) => backup(reading, copy),
      close: async () => {
        await writer.close();
        reading.close();
        writing.close();
        owner.close();
      },
    };
  } catch (cause) {
    owner.close();
    throw cause;
  }
}

/** The operating system drops this lock with the process, kill -9 included; the database itself stays open to readers. */
function own(file: string): Connection {
  const owner = connect(`${file}-owner`, "rwc");
  try {
    owner.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return owner;
  } catch (cause) {
    owner.close();
    if (!(cause instanceof EngineError) || cause.code !== "store-busy") throw cause;
    throw new EngineError("store-busy", `${file} is in use by another process; stop it, or send your commands to it.`, { cause });
  }
}

/** An acknowledged command must survive a power cut: WAL with synchronous FULL, asserted. No mmap: a read error there is a SIGBUS. */
function openWriting(file: string): Connection {
  const connection = connect(file, "rwc");
  connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768");
  const mode = connection.prepare("PRAGMA journal_mode").get()?.[0];
  const synchronous = connection.prepare("PRAGMA synchronous").get()?.[0];
  if (mode === "wal" && synchronous === 2) return connection;
  connection.close();
  throw new EngineError(
    "store-failed",
    `${file}: the disk does not allow WAL with synchronous FULL (got ${mode}, ${synchronous}); use a local disk.`,
  );
}
