import { readable } from "../../definitions/readable.ts";
import { takes, type OutputUse, type TableUse } from "../../definitions/table-use.ts";
import type { RuleDecision } from "../../model/entry.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Ticket } from "../../model/ticket.ts";
import { evaluateTable } from "../../rules/evaluate.ts";
import type { Decision } from "../../rules/result.ts";
import type { TableOutput } from "../../rules/table.ts";
import type { Work } from "../work.ts";
import type { Table } from "../world.ts";

/** What an action is told: of the outputs it declares those that were answered, each with a value it takes. */
export type AnswerTo<Use extends TableUse> = { readonly [Name in keyof Use["outputs"]]?: ValueOf<Use["outputs"][Name]> };

type ValueOf<Output extends OutputUse> = Output extends { readonly values: readonly (infer Value)[] } ? Value : Values[Output["type"]];

interface Values extends Readonly<Record<TableOutput["type"], unknown>> {
  readonly string: string;
  readonly category: string;
  readonly unit: string;
  readonly standard: string;
  readonly number: number;
  readonly boolean: boolean;
  readonly units: readonly string[];
}

/** Asks a rule table about the ticket and records the answer with all it stood on. Where the table fails, the outcome says how. */
export function decideByTable<Use extends TableUse>(work: Work, id: string, use: Use): AnswerTo<Use> {
  const table = work.world.table(id);
  if (!table) return {};
  const { inputs: columns, purpose } = table.compiled.table;
  const inputs = Object.fromEntries(columns.map(({ name }) => [name, inputOf(work, name)]));
  const { rows, outcome, answer } = ask(table, inputs);
  const decision: RuleDecision = { table: table.ref, purpose, inputs: recorded(work.ticket, inputs), rows, outcome };
  work.decisions.push(decision);
  work.versions[`table/${id}`] = table.ref.version;
  const { version } = work.world.categories;
  if (version > 0) work.versions["categories"] = version;
  return answer ? answerTo(use, answer) : {};
}

/** What a table answers: the ids of the rows, and the answer as an action reads it; where there is none, the outcome says why. */
export function ask({ compiled }: Table, inputs: JsonObject): Pick<RuleDecision, "rows" | "outcome"> & { readonly answer?: JsonObject } {
  const result = evaluateTable(compiled, inputs);
  const rows = result.rows.map((row) => compiled.table.rows[row]?.id ?? String(row));
  const answer = result.ok ? firstAnswer(result) : undefined;
  return answer ? { rows, outcome: answer, answer } : { rows, outcome: { failed: result.ok ? "no-match" : result.code } };
}

/** A text of the ticket, an attribute of it, or a field of a form filled in earlier. */
function inputOf(work: Work, name: string): Json {
  const { ticket } = work;
  const ref = Object.hasOwn(ticket.texts, name) ? ticket.texts[name] : undefined;
  if (ref) return work.text(ref.text) ?? null;
  return attributeOf(ticket, name) ?? ticket.fields[name] ?? null;
}

function attributeOf(ticket: Ticket, name: string): Json | undefined {
  if (!readable.get(name)) return undefined;
  return name === "standard" ? ticket.standard?.id : (ticket as unknown as JsonObject)[name];
}

/** The journal names a text, it never holds one. */
function recorded(ticket: Ticket, inputs: JsonObject): JsonObject {
  const entries = Object.entries(inputs).map(([name, value]) => [
    name,
    ticket.texts[name] && value !== null ? { text: ticket.texts[name].text } : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

/** Undefined where a list is empty: nothing was found, as where a single row was asked for. */
function firstAnswer(result: Decision): JsonObject | undefined {
  if (result.type === "total") return { value: result.outputs };
  return (result.type === "many" ? result.outputs[0] : result.outputs) as JsonObject | undefined;
}

function answerTo<Use extends TableUse>({ outputs }: Use, answer: JsonObject): AnswerTo<Use> {
  const taken = Object.entries(outputs).filter(([name, output]) => takes(output, answer[name]));
  return Object.fromEntries(taken.map(([name]) => [name, answer[name]])) as AnswerTo<Use>;
}
