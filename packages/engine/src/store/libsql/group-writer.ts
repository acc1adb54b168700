import { EngineError } from "../../model/engine-error.ts";
import { recentTicket } from "../../model/ticket-document.ts";
import type { Asked, Decided, Found } from "../port.ts";
import type { Connection } from "./connection.ts";
import { likenessWriter } from "./likeness.ts";
import { loader } from "./load.ts";
import { recentTickets, type RecentTickets } from "./recent-tickets.ts";
import { rollBack } from "./roll-back.ts";
import { rowWriter } from "./write-rows.ts";

/** Work for the writing connection: runs inside a transaction that it may share with others. */
type Job = { readonly run: () => unknown; readonly resolve: (value: unknown) => void; readonly reject: (cause: unknown) => void };

export interface GroupWriter {
  readonly transact: <T>(asked: Asked, decide: (found: Found) => Decided<T>) => Promise<T>;
  /** Any other write, in the same queue. */
  readonly enqueue: <T>(run: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** More in one transaction only makes the first wait for the last. */
const largestGroup = 128;

/**
 * The one writer. Whatever waits when it turns to the queue is loaded, decided and written in one transaction: no lost races, and one
 * fsync for all of them. Answers leave after the commit.
 */
export function groupWriter(connection: Connection, assertOwned: () => void): GroupWriter {
  const recent = recentTickets();
  const load = loader(connection, recent);
  const write = rowWriter(connection);
  const putLikeness = likenessWriter(connection);
  const begin = (): void => {
    assertOwned();
    connection.exec("BEGIN IMMEDIATE");
  };
  let queue: Job[] = [];
  let scheduled = false;
  let closed = false;

  function enqueue<T>(run: () => T): Promise<T> {
    if (closed)
      return Promise.reject(
        new EngineError("store-closed", "存储已关闭；要写入请重新打开。", "the store is closed; open it again to write."),
      );
    return new Promise<T>((resolve, reject) => {
      queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
      schedule();
    });
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // After the microtasks: callers who were just answered can still join this group.
    setImmediate(drain);
  }

  function drain(): void {
    scheduled = false;
    const group = queue.slice(0, largestGroup);
    queue = queue.slice(largestGroup);
    if (queue.length > 0) schedule();
    if (group.length > 0 && !together(begin, connection, group, recent)) for (const job of group) alone(begin, connection, job, recent);
  }

  return {
    transact: (asked, decide) =>
      enqueue(() => {
        const { result, write: rows, likeness } = decide(load(asked));
        if (rows) {
          write(asked.tenant, rows);
          recent.put(asked.tenant, rows.ticket.id, { ...recentTicket(rows.ticket, rows.document), head: rows.entry.hash });
        }
        if (likeness && asked.ticket !== undefined) putLikeness(asked.tenant, asked.ticket, likeness);
        return result;
      }),
    enqueue,
    close: () => {
      while (queue.length > 0) drain();
      closed = true;
      return Promise.resolve();
    },
  };
}

/** One transaction for the group; where anything fails, everything is rolled back and the answer is false. */
function together(begin: () => void, connection: Connection, group: readonly Job[], recent: RecentTickets): boolean {
  const results: unknown[] = [];
  try {
    begin();
    for (const job of group) results.push(job.run());
    connection.exec("COMMIT");
  } catch {
    undo(connection, recent);
    return false;
  }
  group.forEach((job, i) => job.resolve(results[i]));
  return true;
}

/** A transaction of its own, so that a command that throws fails alone. */
function alone(begin: () => void, connection: Connection, job: Job, recent: RecentTickets): void {
  let result: unknown;
  try {
    begin();
    result = job.run();
    connection.exec("COMMIT");
  } catch (cause) {
    undo(connection, recent);
    job.reject(cause);
    return;
  }
  job.resolve(result);
}

function undo(connection: Connection, recent: RecentTickets): void {
  recent.clear();
  rollBack(connection);
}
