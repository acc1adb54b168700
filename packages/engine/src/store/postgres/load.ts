import type { PoolClient } from "pg";
import type { Ticket } from "../../model/ticket.ts";
import type { Asked, Found } from "../port.ts";

/** Everything a command may look at, in one row. */
const text = `
  SELECT ticket.document, ticket.head, answer.fingerprint, answer.ticket AS answered, answer.seq, reported.document AS reported,
    (SELECT json_object_agg(id, body) FROM text WHERE tenant = $1 AND ticket = $2 AND body IS NOT NULL) AS texts,
    ARRAY(SELECT document FROM ticket AS other WHERE tenant = $1 AND id = ANY ($7::text[])) AS refers
  FROM (VALUES (1)) AS one
    LEFT JOIN ticket ON ticket.tenant = $1 AND ticket.id = $2
    LEFT JOIN answer ON answer.tenant = $1 AND answer.caller = $3 AND answer.key = $4
    LEFT JOIN ticket AS reported ON reported.tenant = $1 AND reported.source = $5 AND reported.source_key = $6`;

interface Row {
  readonly document: string | null;
  readonly head: string | null;
  readonly fingerprint: string | null;
  readonly answered: string | null;
  readonly seq: number | null;
  readonly reported: string | null;
  readonly texts: Readonly<Record<string, string>> | null;
  readonly refers: readonly string[];
}

/** Reads what a command asked for, inside its transaction and behind its locks. */
export async function load(client: PoolClient, asked: Asked): Promise<Omit<Found, "number">> {
  const { tenant, ticket, key, report, refers = [] } = asked;
  const values = [tenant, ticket, key?.caller, key?.key, report?.source, report?.sourceKey, refers];
  const { rows } = await client.query<Row>({ name: "load", text, values });
  const [row] = rows;
  if (!row) throw new Error("a question that always has one answer came back empty");
  const texts = new Map(Object.entries(row.texts ?? {}));
  const others = new Map(row.refers.map((other) => JSON.parse(other) as Ticket).map((other) => [other.id, other]));
  const { document, head, fingerprint, answered, seq } = row;
  return {
    ticket: document === null ? undefined : (JSON.parse(document) as Ticket),
    head: head ?? undefined,
    answer: fingerprint === null || answered === null || seq === null ? undefined : { fingerprint, ticket: answered, seq },
    reported: row.reported === null ? undefined : (JSON.parse(row.reported) as Ticket),
    text: (id) => texts.get(id),
    other: (id) => others.get(id),
  };
}
