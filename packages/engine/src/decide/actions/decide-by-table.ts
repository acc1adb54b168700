import { isTextRef } from "../../model/text.ts";
import type { RuleDecision } from "../../model/entry.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Ticket } from "../../model/ticket.ts";
import { evaluateTable } from "../../rules/evaluate.ts";
import type { Table } from "../world.ts";
import type { Work } from "../work.ts";

/** Asks a rule table about the ticket and records the answer with all it stood on. Where the table fails, the outcome says how. */
export function decideByTable(work: Work, id: string): JsonObject | undefined {
  const table = work.world.table(id);
  if (!table) return undefined;
  const inputs = inputsFor(work, table);
  const result = evaluateTable(table.compiled, inputs);
  const outcome = result.ok ? firstOutcome(result.outputs) : { failed: result.code };
  const { rows } = table.compiled.table;
  const decision: RuleDecision = {
    table: table.ref,
    purpose: table.compiled.table.purpose,
    inputs: recorded(work.ticket, inputs),
    rows: result.rows.map((row) => rows[row]?.id ?? String(row)),
    outcome,
  };
  work.decisions.push(decision);
  work.versions[`table/${id}`] = table.ref.version;
  const { version } = work.world.categories;
  if (version > 0) work.versions["categories"] = version;
  return result.ok ? outcome : undefined;
}

/** An input is an attribute of the ticket, a text of it, or a field of a form filled in earlier. */
function inputsFor(work: Work, table: Table): Record<string, Json> {
  const { ticket } = work;
  const inputs: Record<string, Json> = {};
  for (const { name } of table.compiled.table.inputs) {
    const ref = ticket.texts[name];
    const value = ref ? work.text(ref.text) : ((ticket as unknown as JsonObject)[name] ?? ticket.fields[name]);
    inputs[name] = value === undefined || isTextRef(value) ? null : value;
  }
  return inputs;
}

/** The journal names a text, it never holds one. */
function recorded(ticket: Ticket, inputs: JsonObject): JsonObject {
  const entries = Object.entries(inputs).map(([name, value]) => [
    name,
    ticket.texts[name] && value !== null ? { text: ticket.texts[name].text } : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

function firstOutcome(outputs: unknown): JsonObject {
  const first: unknown = Array.isArray(outputs) ? (outputs[0] ?? {}) : outputs;
  return (typeof first === "object" && first !== null ? first : { value: first ?? null }) as JsonObject;
}
