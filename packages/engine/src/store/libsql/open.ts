import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { EngineError } from "../../model/engine-error.ts";
import { door } from "../door.ts";
import type { Store } from "../port.ts";
import { inThread } from "../thread.ts";
import { auditStore } from "./audit.ts";
import { backupLibsql } from "./backup.ts";
import { connect, type Connection } from "./connection.ts";
import { answerStore } from "./answers.ts";
import { definitionStore } from "./definitions.ts";
import { deliveryStore } from "./deliveries.ts";
import { drizzleOn } from "./drizzle.ts";
import { logEmptier } from "./empty-log.ts";
import { evaluationStore } from "./evaluation.ts";
import { journalStore } from "./journal.ts";
import { likenessStore } from "./likeness.ts";
import { migrate, requireSchema } from "./migrate.ts";
import { oneName } from "./one-name.ts";
import { own, type Ownership } from "./own.ts";
import { parseOpenOptions } from "./parse-open-options.ts";
import { personStore } from "./people.ts";
import { proposalStore } from "./proposals.ts";
import { recordStore } from "./records.ts";
import { ticketStore } from "./tickets.ts";
import { timerStore } from "./timers.ts";
import { groupWriter } from "./group-writer.ts";

/**
 * Opens (and where needed creates and migrates) a store in one file. One process at a time: a second one is refused with `store-busy`.
 * Writes go through one connection, reads through another that cannot write. With `readOnly` any number of processes may look
 * at one snapshot of an existing file, whoever holds it.
 */
export function openLibsqlStore(options: { readonly file: string; readonly readOnly?: boolean }): Store {
  const { file: given, readOnly } = parseOpenOptions(options);
  if (readOnly) return openReadOnly(given);
  mkdirSync(dirname(given), { recursive: true });
  const file = oneName(given);
  const owner = own(file);
  try {
    return openWith(openWriting(file), file, owner);
  } catch (cause) {
    owner.release();
    throw cause;
  }
}

function openWith(writing: Connection, file: string, owner: Ownership): Store {
  try {
    migrate(writing, file);
    owner.watch();
    const reading = connect(file, "ro");
    // What duplicates are looked for in lies all over a large file: read again from the disk, it would take three times as long.
    reading.exec("PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16384");
    const writer = groupWriter(writing, owner.assertHeld);
    const log = logEmptier(writing);
    // A process that was killed may have left a log, and in it what it had erased.
    log.empty();
    const [write, read] = [drizzleOn(writing), drizzleOn(reading)];
    const { guard, close } = door(asItIs, async () => {
      await writer.close();
      reading.close();
      // A closed database is whole in its one file, so that whoever copies it copies everything.
      log.stop();
      writing.close();
      owner.release();
    });
    return {
      // The busiest call says by itself when it comes too late.
      transact: writer.transact,
      tickets: guard(ticketStore(read)),
      journal: guard(journalStore(read)),
      audit: guard(auditStore(read)),
      answers: guard(answerStore(writer.enqueue, write)),
      timers: guard(timerStore(read, writer.enqueue, write)),
      deliveries: guard(deliveryStore(read, writer.enqueue, writing)),
      definitions: guard(definitionStore(read, writer.enqueue, write)),
      proposals: guard(proposalStore(read, writer.enqueue, write)),
      likeness: guard(likenessStore(read, writer.enqueue, write)),
      people: guard(personStore(read, writer.enqueue, write, log.empty)),
      records: guard(recordStore(read)),
      evaluation: guard(evaluationStore(read, writer.enqueue, write, writing)),
      ...guard({ backup: (copy: string) => backupLibsql(file, copy), aside: asideOf(file) }),
      close,
    };
  } catch (cause) {
    writing.close();
    throw cause;
  }
}

/** The file as of now, in one snapshot, also while another process writes to it. Whatever would write is refused with `store-closed`. */
function openReadOnly(given: string): Store {
  const file = oneName(given);
  const reading = connect(file, "ro");
  try {
    reading.exec("PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0");
    requireSchema(reading, file);
    // Held until the store is closed: a ticket and its journal, read one after the other, then belong together.
    reading.exec("BEGIN");
  } catch (cause) {
    reading.close();
    throw cause;
  }
  const refused = () =>
    Promise.reject(
      new EngineError(
        "store-closed",
        `${file} 在此只以读取方式打开；须由占用它的进程来做。`,
        `${file} is open for reading only here; the process that holds it must do this.`,
      ),
    );
  const read = drizzleOn(reading);
  const { guard, close } = door(asItIs, () => {
    // The driver keeps a closed connection while a statement of it is not collected; the snapshot must not live on with it.
    reading.exec("ROLLBACK");
    reading.close();
    return Promise.resolve();
  });
  return {
    transact: refused,
    tickets: guard(ticketStore(read)),
    journal: guard(journalStore(read)),
    audit: guard(auditStore(read)),
    answers: guard(answerStore(refused, read)),
    timers: guard(timerStore(read, refused, read)),
    deliveries: guard(deliveryStore(read, refused, reading)),
    definitions: guard(definitionStore(read, refused, read)),
    proposals: guard(proposalStore(read, refused, read)),
    likeness: guard(likenessStore(read, refused, read)),
    people: guard(personStore(read, refused, read, () => {})),
    records: guard(recordStore(read)),
    evaluation: guard(evaluationStore(read, refused, read, undefined)),
    ...guard({ backup: (copy: string) => backupLibsql(file, copy), aside: asideOf(file) }),
    close,
  };
}

/** On a connection of its own to the same file. */
function asideOf(file: string): NonNullable<Store["aside"]> {
  return (job, input, hearing) => inThread(job, { ...input, file }, hearing);
}

/** The connection has told its failures already. */
function asItIs(cause: unknown): unknown {
  return cause;
}

/**
 * An acknowledged command must survive a power cut: WAL with synchronous FULL, asserted. No mmap: a read error there is a SIGBUS.
 * What is deleted is overwritten: an erased text must not stay in a page's unused part.
 */
function openWriting(file: string): Connection {
  const connection = connect(file, "rwc");
  connection.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768");
  connection.exec("PRAGMA secure_delete = ON");
  const mode = connection.prepare("PRAGMA journal_mode").get()?.[0];
  const synchronous = connection.prepare("PRAGMA synchronous").get()?.[0];
  if (mode === "wal" && synchronous === 2) return connection;
  connection.close();
  throw new EngineError(
    "store-failed",
    `${file}：此磁盘不支持 WAL 与 synchronous FULL（实为 ${mode}、${synchronous}）；请用本地磁盘。`,
    `${file}: the disk does not allow WAL with synchronous FULL (got ${mode}, ${synchronous}); use a local disk.`,
  );
}
