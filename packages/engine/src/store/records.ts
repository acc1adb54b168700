/** A time in which tickets were reported: from its first instant up to, not including, its last. Epoch milliseconds. */
export interface Window {
  readonly since: number;
  readonly until: number;
}

/** Where a page ended. */
export interface RecordMark {
  readonly reportedAt: number;
  readonly id: string;
}

/** A ticket as it is kept: the bodies of its entries in order, and the texts that are still there. */
export interface RecordRow extends RecordMark {
  readonly entries: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Tickets with their whole journals, for going through them again. */
export interface RecordStore {
  /** How many tickets were reported in that time. */
  readonly count: (tenant: string, window: Window) => Promise<number>;
  /** When the ticket behind so many of them was reported, in their order; undefined where there are no more. */
  readonly reportedAt: (tenant: string, window: Window, behind: number) => Promise<number | undefined>;
  /** The tickets reported in that time, the earliest first, behind the mark; fewer than `limit` only at the end. */
  readonly page: (tenant: string, window: Window, after: RecordMark | undefined, limit: number) => Promise<readonly RecordRow[]>;
}

/** Puts each ticket's entries and texts beside it. */
export function recordsOf(
  tickets: readonly RecordMark[],
  entries: readonly { readonly ticket: string; readonly body: string }[],
  texts: readonly { readonly ticket: string; readonly id: string; readonly body: string | null }[],
): readonly RecordRow[] {
  const rows = new Map(tickets.map((mark) => [mark.id, { ...mark, entries: [] as string[], texts: new Map<string, string>() }]));
  for (const { ticket, body } of entries) rows.get(ticket)?.entries.push(body);
  for (const { ticket, id, body } of texts) if (body !== null) rows.get(ticket)?.texts.set(id, body);
  return [...rows.values()];
}
