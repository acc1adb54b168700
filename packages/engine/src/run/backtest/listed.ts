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

/** Tickets behind counts, by a key each: plain data, so that a thread can send it. */
export type Lists<Key extends string> = ReadonlyMap<Key, Listed>;

/** Counts tickets under keys; of every count at most so many are named. */
export interface Lister<Key extends string> {
  readonly add: (key: Key, ticket: TicketName) => void;
  readonly lists: Lists<Key>;
}

const nothing: Listed = { total: 0, tickets: [] };

export function lister<Key extends string>(most: number): Lister<Key> {
  const lists = new Map<Key, { total: number; readonly tickets: TicketName[] }>();
  return {
    add: (key, { id, number }) => {
      const found = lists.get(key) ?? { total: 0, tickets: [] };
      lists.set(key, found);
      found.total += 1;
      if (found.tickets.length < most) found.tickets.push({ id, number });
    },
    lists,
  };
}

export function listedUnder<Key extends string>(lists: Lists<Key>, key: Key): Listed {
  return lists.get(key) ?? nothing;
}

/** Each key with its tickets, the most first. */
export function mostFirst<Key extends string>(lists: Lists<Key>): readonly (readonly [Key, Listed])[] {
  return [...lists].toSorted(([, one], [, other]) => other.total - one.total);
}

/** Lists of parts of a time, the earliest part first, as if all had been counted in one. */
export function joinLists<Key extends string>(parts: readonly Lists<Key>[], most: number): Lists<Key> {
  const joined = new Map<Key, Listed>();
  for (const [key, { total, tickets }] of parts.flatMap((part) => [...part])) {
    const before = joined.get(key) ?? nothing;
    joined.set(key, { total: before.total + total, tickets: [...before.tickets, ...tickets].slice(0, most) });
  }
  return joined;
}
