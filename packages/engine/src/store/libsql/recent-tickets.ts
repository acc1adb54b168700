/** A ticket as its row holds it. */
export interface TicketText {
  readonly document: string;
  readonly head: string;
}

/**
 * The rows of tickets written lately, so that a busy one is not read again for each command. True because this process alone writes
 * the file; texts, not objects, so that nobody can change what the next command will see. They name human text by id and commitment,
 * so that an erasure need not reach here.
 */
export interface RecentTickets {
  readonly get: (tenant: string, id: string) => TicketText | undefined;
  readonly put: (tenant: string, id: string, ticket: TicketText) => void;
  /** After a rollback: what was written is not so. */
  readonly clear: () => void;
}

/** About 5 MB of documents of the usual size. */
const most = 4096;

export function recentTickets(): RecentTickets {
  const rows = new Map<string, TicketText>();
  const keyOf = (tenant: string, id: string): string => `${tenant}\n${id}`;
  return {
    get: (tenant, id) => rows.get(keyOf(tenant, id)),
    put: (tenant, id, ticket) => {
      // The oldest goes when the room is needed; a ticket in use moves to the young end.
      rows.delete(keyOf(tenant, id));
      rows.set(keyOf(tenant, id), ticket);
      if (rows.size > most) for (const oldest of rows.keys()) return void rows.delete(oldest);
    },
    clear: () => rows.clear(),
  };
}
