import type { Ticket } from "../../model/ticket.ts";
import { ticketOf } from "../../model/ticket-document.ts";
import type { Asked, Found, StoredAnswer } from "../port.ts";
import type { Connection } from "./connection.ts";
import type { RecentTickets } from "./recent-tickets.ts";

/** Reads what a command asked for, on the writing connection and inside its transaction. */
export function loader(connection: Connection, recent: RecentTickets): (asked: Asked) => Found {
  const ticket = connection.prepare("SELECT document, head FROM ticket WHERE tenant = ? AND id = ?");
  const reported = connection.prepare("SELECT document FROM ticket WHERE tenant = ? AND source = ? AND source_key = ?");
  const answer = connection.prepare("SELECT fingerprint, ticket, seq FROM answer WHERE tenant = ? AND caller = ? AND key = ?");
  const text = connection.prepare("SELECT body FROM text WHERE tenant = ? AND id = ?");
  const number = connection.prepare("UPDATE tenant SET last_number = last_number + 1 WHERE id = ? RETURNING last_number");
  return (asked) => {
    const { tenant } = asked;
    const kept = asked.ticket === undefined ? undefined : recent.get(tenant, asked.ticket);
    const row = kept || asked.ticket === undefined ? undefined : ticket.get(tenant, asked.ticket);
    const known = asked.report && reported.get(tenant, asked.report.source, asked.report.sourceKey);
    return {
      ticket: kept ? ticketOf(kept) : row && (JSON.parse(String(row[0])) as Ticket),
      head: kept ? kept.head : row && String(row[1]),
      answer: asked.key && answerOf(answer.get(tenant, asked.key.caller, asked.key.key)),
      reported: known && (JSON.parse(String(known[0])) as Ticket),
      text: (id) => {
        const body = text.get(tenant, id)?.[0];
        return typeof body === "string" ? body : undefined;
      },
      other: (id) => {
        const found = asked.refers?.includes(id) ? ticket.get(tenant, id)?.[0] : undefined;
        return typeof found === "string" ? (JSON.parse(found) as Ticket) : undefined;
      },
      number: () => Number(number.all(tenant)[0]?.[0]),
    };
  };
}

function answerOf(row: readonly unknown[] | undefined): StoredAnswer | undefined {
  return row && { fingerprint: String(row[0]), ticket: String(row[1]), seq: Number(row[2]) };
}
