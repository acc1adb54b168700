import { setImmediate as turn } from "node:timers/promises";
import type { Setting } from "../../decide/assemble.ts";
import { withTexts } from "../../decide/with-texts.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Store } from "../../store/port.ts";
import type { RecordMark, RecordRow } from "../../store/records.ts";
import { readEntry } from "../read-entry.ts";
import { entriesAsOf } from "./as-of.ts";
import { decisionTally, type AskedAgain, type DecisionBacktest } from "./decisions.ts";
import { bothWorlds, type BacktestNews, type ToCompare } from "./to-compare.ts";

/** Tickets read in one go. */
const page = 200;

/** Asks the drafts' tables again what they were asked, with the inputs that were recorded: nothing follows from an answer here. */
export async function decideAgain(
  store: Store,
  hostGuards: Setting["hostGuards"],
  input: ToCompare,
  tell: (news: BacktestNews) => void,
  signal?: AbortSignal,
): Promise<DecisionBacktest> {
  const { tenant, zone, kept, fresh, window, now, names } = input;
  const { before, after } = bothWorlds({ tenant, zone, hostGuards }, kept, fresh);
  const tables = new Set(fresh.flatMap(({ kind, id }) => (kind === "table" ? [id] : [])));
  const counted = decisionTally(before, after, [...tables], names);
  const total = await store.records.count(tenant, window);
  let mark: RecordMark | undefined;
  let done = 0;
  for (;;) {
    const rows = await store.records.page(tenant, window, mark, page);
    for (const row of rows) for (const asked of askedOf(row, tables, now)) counted.add(asked);
    done += rows.length;
    tell({ type: "progress", progress: { done, total: Math.max(total, done) } });
    mark = rows.at(-1);
    if (rows.length < page) return counted.result(window, done);
    await turn();
    signal?.throwIfAborted();
  }
}

/** The decisions of a ticket's journal that these tables took by the instant. */
export function askedOf({ id, entries, texts }: RecordRow, tables: ReadonlySet<string>, instant = Infinity): readonly AskedAgain[] {
  // Most entries hold none, and reading one takes longer than looking.
  const deciding = entriesAsOf(entries.filter((body) => body.includes('"decisions":')).map(readEntry), instant);
  const [first] = entries;
  const decisions = deciding.flatMap((entry) => entry.decisions ?? []).filter(({ table }) => tables.has(table.id));
  if (decisions.length === 0 || first === undefined) return [];
  const { number } = readEntry(first).set as { readonly number: string };
  return decisions.map((decision) => ({ ticket: { id, number }, decision, inputs: inputsOf(decision.inputs, texts) }));
}

/** Undefined where a text was erased: what the table would read of it, nobody knows. */
function inputsOf(inputs: JsonObject, texts: ReadonlyMap<string, string>): JsonObject | undefined {
  let whole = true;
  const read = withTexts(inputs, (id) => {
    whole &&= texts.has(id);
    return texts.get(id);
  });
  return whole ? read : undefined;
}
