import { EngineError } from "../../model/engine-error.ts";
import { door } from "../door.ts";
import type { Store } from "../port.ts";
import { answerStore } from "./answers.ts";
import { auditStore } from "./audit.ts";
import { definitionStore } from "./definitions.ts";
import { deliveryStore } from "./deliveries.ts";
import { connect } from "./driver.ts";
import { evaluationStore } from "./evaluation.ts";
import { journalStore } from "./journal.ts";
import { likenessStore } from "./likeness.ts";
import { migrate } from "./migrate.ts";
import { numbers } from "./numbers.ts";
import { personStore } from "./people.ts";
import { proposalStore } from "./proposals.ts";
import { recordStore } from "./records.ts";
import { assertSettings } from "./settings.ts";
import { storeError } from "./store-error.ts";
import { ticketStore } from "./tickets.ts";
import { timerStore } from "./timers.ts";
import { transactor } from "./transact.ts";

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database`; tables go to the first schema of the search path. */
  readonly url: string;
  /** Most connections of this process at once; 10 by default. */
  readonly connections?: number;
}

/**
 * Opens (and where needed creates and migrates) a store in a PostgreSQL database. Several processes may write to one, but what another
 * publishes is seen only after opening again.
 * Rejects with `store-failed` where the server cannot be reached or does not keep what it acknowledges.
 */
export async function openPostgresStore({ url, connections = 10 }: PostgresStoreOptions): Promise<Store> {
  const at = placeOf(url);
  const { pool, db } = await connect(url, connections);
  try {
    await assertSettings(pool, at);
    await migrate(pool);
  } catch (cause) {
    await pool.end();
    throw storeError(cause, at);
  }
  const { guard, close } = door(
    (cause) => storeError(cause, at),
    () => pool.end(),
  );
  return {
    ...guard({ transact: transactor(pool, numbers(pool)) }),
    tickets: guard(ticketStore(db)),
    journal: guard(journalStore(db, pool)),
    audit: guard(auditStore(db)),
    answers: guard(answerStore(db)),
    timers: guard(timerStore(db)),
    deliveries: guard(deliveryStore(db, pool)),
    definitions: guard(definitionStore(db)),
    proposals: guard(proposalStore(db)),
    likeness: guard(likenessStore(db)),
    people: guard(personStore(db)),
    records: guard(recordStore(db)),
    evaluation: guard(evaluationStore(db, pool)),
    backup: () =>
      Promise.reject(
        new EngineError(
          "store-failed",
          `${at}：PostgreSQL 数据库不在这里备份；请用 pg_dump 或数据库服务器自己的备份。`,
          `${at}: a PostgreSQL store is not backed up from here; use pg_dump or your server's own backups.`,
        ),
      ),
    close,
  };
}

/** Host and database for messages; the password stays out of them. */
function placeOf(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new EngineError(
      "store-failed",
      "PostgreSQL 的地址须写作 postgres://user:password@host:5432/database。",
      "the address of a PostgreSQL store reads postgres://user:password@host:5432/database.",
    );
  }
  // A socket's address names its host after the question mark, which URLs with a user forbid and PostgreSQL allows.
  if (!URL.canParse(url)) return "PostgreSQL";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
