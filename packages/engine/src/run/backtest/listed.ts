/** A ticket by both its names. */
export interface TicketName {
  readonly id: string;
  readonly number: string;
}

/** How many tickets, and which: as many of them as were asked for, the earliest reported first. */
export interface Listed {
  readonly total: number;
  readonly tickets: readonly TicketName[];
}

/** Tickets behind counts, by a key each; of every count at most so many are named. */
export interface Lists<Key extends string> {
  readonly add: (key: Key, ticket: TicketName) => void;
  readonly of: (key: Key) => Listed;
  /** Each key with its tickets, the most first. */
  readonly all: () => readonly (readonly [Key, Listed])[];
}

const nothing: Listed = { total: 0, tickets: [] };

export function lists<Key extends string>(most: number): Lists<Key> {
  const known = new Map<Key, { total: number; readonly tickets: TicketName[] }>();
  return {
    add: (key, { id, number }) => {
      const found = known.get(key) ?? { total: 0, tickets: [] };
      known.set(key, found);
      found.total += 1;
      if (found.tickets.length < most) found.tickets.push({ id, number });
    },
    of: (key) => known.get(key) ?? nothing,
    all: () => [...known].toSorted(([, one], [, other]) => other.total - one.total),
  };
}
