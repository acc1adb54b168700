import type { Timer } from "../model/timer.ts";
import type { KeptAttachment, KeptDecision, KeptDelivery, KeptEntry, KeptLikeness, KeptText, KeptTicket } from "./audit.ts";
import type { PartColumns } from "./part-columns.ts";
import type { TicketUnit } from "./port.ts";

/** The rows of a page's tickets as queries answer them; each names its ticket. */
export interface PageRows {
  readonly tickets: readonly KeptTicket["row"][];
  readonly entries: readonly KeptEntry[];
  readonly timers: readonly Of<Timer>[];
  readonly parts: readonly Of<PartColumns>[];
  readonly units: readonly Of<TicketUnit>[];
  readonly texts: readonly Of<KeptText>[];
  readonly attachments: readonly Of<KeptAttachment>[];
  readonly decisions: readonly Of<KeptDecision>[];
  readonly deliveries: readonly Of<KeptDelivery>[];
  readonly likenesses: readonly Of<KeptLikeness>[];
  readonly malformed: readonly Of<{ readonly columns: readonly string[] }>[];
}

type Of<Row> = Row & { readonly ticket: string };

/** Puts each ticket's rows beside it. */
export function gather(rows: PageRows): readonly KeptTicket[] {
  const [entries, timers, parts, units] = [byTicket(rows.entries), byTicket(rows.timers), byTicket(rows.parts), byTicket(rows.units)];
  const [texts, attachments] = [byTicket(rows.texts), byTicket(rows.attachments)];
  const [decisions, deliveries, malformed] = [byTicket(rows.decisions), byTicket(rows.deliveries), byTicket(rows.malformed)];
  const likenesses = byTicket(rows.likenesses);
  return rows.tickets.map((row) => {
    const id = String(row.id);
    return {
      id,
      row,
      entries: entries(id),
      timers: timers(id),
      parts: parts(id),
      units: units(id),
      texts: texts(id),
      attachments: attachments(id),
      decisions: decisions(id),
      deliveries: deliveries(id),
      likenesses: likenesses(id),
      malformed: [...new Set(malformed(id).flatMap(({ columns }) => columns))],
    };
  });
}

function byTicket<Row extends { readonly ticket: string }>(rows: readonly Row[]): (ticket: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.ticket);
    if (group) group.push(row);
    else groups.set(row.ticket, [row]);
  }
  return (ticket) => groups.get(ticket) ?? [];
}

/** Most entries of a page, unless a single ticket has more: what is in memory at once. */
const mostEntries = 5000;

/** The first tickets of a page: those whose history may be in memory together. */
export function atOnce<Row extends { readonly revision: number }>(tickets: readonly Row[]): readonly Row[] {
  let entries = 0;
  const end = tickets.findIndex(({ revision }, i) => (entries += revision) > mostEntries && i > 0);
  return end === -1 ? tickets : tickets.slice(0, end);
}
