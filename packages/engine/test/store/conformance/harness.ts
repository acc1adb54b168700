import type { Store } from "@muster/engine";

/** A store under test, and the ways around it. */
export interface Harness {
  readonly store: Store;
  /** Closes the store and opens it again on the same data. */
  readonly reopen: () => Promise<Store>;
  /** A statement behind the store's back; answers its rows. */
  readonly raw: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Closes the store, reopened or not, and removes its data. */
  readonly close: () => Promise<void>;
}

/** Some tests about one matter, added by title: a sentence about behaviour. */
export type Section = (add: (title: string, body: (harness: Harness) => Promise<void>) => void) => void;

/** How many rows a table has. */
export async function countOf(harness: Harness, table: string): Promise<number> {
  const [row] = await harness.raw(`SELECT count(*) AS n FROM ${table}`);
  return Number(row?.["n"]);
}
