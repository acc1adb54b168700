import { likenessOf } from "../../decide/duplicates/likeness-of.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { KeptTicket } from "../../store/audit.ts";
import type { Fault } from "./fault.ts";
import type { Known } from "./known-definitions.ts";

/** What a ticket may be recognised by, against the ticket and its texts; one that has ended may have none any more. */
export function verifyLikeness(known: Known, { id, likenesses, texts }: KeptTicket, ticket: Ticket): readonly Fault[] {
  const fields = known.reportTexts(ticket);
  if (!fields) return [];
  const [kept, another] = likenesses;
  if (!kept) return ticket.closedAt === undefined ? [{ ticket: id, fault: "likeness-missing" }] : [];
  const of = (what: string): Fault => ({ ticket: id, fault: "likeness-differs", what });
  if (another) return [of("twice")];
  const { words, ...place } = likenessOf(ticket, fields, (text) => {
    const body = texts.find((row) => row.id === text)?.body;
    // What is no text is told as malformed.
    return typeof body === "string" ? body : undefined;
  });
  const wrong = Object.entries(place).filter(([name, value]) => kept[name as keyof typeof place] !== value);
  const isWhole = kept.words === JSON.stringify(words) && kept.held === words.length;
  return [...wrong.map(([name]) => of(name)), ...(isWhole ? [] : [of("words")])];
}
