import type { RecentTicket } from "../../model/ticket-document.ts";

/** A ticket as it was written last, and its journal's head. */
export interface RecentRow extends RecentTicket {
  readonly head: string;
}

/**
 * The rows of tickets written lately, so that a busy one is not read again for each command. True because this process alone writes
 * the file, and because nobody can change what is kept. It names human text by id and commitment, so that an erasure need not reach here.
 */
export interface RecentTickets {
  readonly get: (tenant: string, id: string) => RecentRow | undefined;
  readonly put: (tenant: string, id: string, ticket: RecentRow) => void;
  /** After a rollback: what was written is not so. */
  readonly clear: () => void;
}

/** What may be kept in all: about 12 MB. A ticket's text counts one, the object and the text of a leg two. */
const room = 4096;

export function recentTickets(): RecentTickets {
  const rows = new Map<string, RecentRow>();
  let used = 0;
  const keyOf = (tenant: string, id: string): string => `${tenant}\n${id}`;
  const remove = (key: string): void => {
    const row = rows.get(key);
    if (row) used -= sizeOf(row);
    rows.delete(key);
  };
  return {
    get: (tenant, id) => rows.get(keyOf(tenant, id)),
    put: (tenant, id, ticket) => {
      const key = keyOf(tenant, id);
      // The oldest go when the room is needed; a ticket in use moves to the young end.
      remove(key);
      rows.set(key, ticket);
      used += sizeOf(ticket);
      for (const oldest of rows.keys()) {
        if (used <= room) return;
        remove(oldest);
      }
    },
    clear: () => {
      rows.clear();
      used = 0;
    },
  };
}

function sizeOf({ legs = {} }: RecentRow): number {
  return 1 + 2 * Object.keys(legs).length;
}
