import { performance } from "node:perf_hooks";
import { setImmediate as turn } from "node:timers/promises";
import type { Setting } from "../../decide/assemble.ts";
import type { Recorded } from "../../decide/replay/history.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Store } from "../../store/port.ts";
import type { RecordMark, RecordRow } from "../../store/records.ts";
import { readEntry } from "../read-entry.ts";
import { entriesAsOf } from "./as-of.ts";
import type { ComparedTicket } from "./backtest.ts";
import { compareTicket, type ComparedWorlds } from "./compare-ticket.ts";
import { partsOf } from "./parts.ts";
import { tally, type Counted } from "./tally.ts";
import { bothWorlds, type BacktestNews, type ToCompare } from "./to-compare.ts";
import { worldsThen } from "./worlds-then.ts";

/** Tickets read in one go, and milliseconds of work after which others get their turn. */
const [page, slice] = [100, 10];

/** Takes the tickets of the window, or of its first part, through the world that is published and the one that the drafts would make. */
export async function compareTickets(
  store: Store,
  hostGuards: Setting["hostGuards"],
  input: ToCompare,
  tell: (news: BacktestNews) => void,
  signal?: AbortSignal,
): Promise<Counted> {
  const { tenant, zone, kept, fresh, now, names, each } = input;
  const setting = { tenant, zone, hostGuards };
  const worlds: ComparedWorlds = {
    ...bothWorlds(setting, kept, fresh),
    then: worldsThen(setting, kept),
    onlyTables: fresh.every(({ kind }) => kind === "table" || kind === "cases"),
  };
  const parts = await partsOf(store, tenant, input.window, input.threads);
  if (parts.length > 1) tell({ type: "parts", parts });
  const { window = input.window, tickets: total = 0 } = parts[0] ?? {};
  const { add, counted } = tally(names);
  let mark: RecordMark | undefined;
  let done = 0;
  for (;;) {
    const rows = await store.records.page(tenant, window, mark, page);
    const found = rows.flatMap((row) => recordedOf(row, now));
    const others = await othersOf(store, tenant, found);
    const tickets: ComparedTicket[] = [];
    let started = performance.now();
    for (const recorded of found) {
      const compared = compareTicket(recorded, worlds, now, (id) => others.get(id));
      add(compared);
      if (each) tickets.push(compared.ticket);
      if (performance.now() - started < slice) continue;
      await turn();
      signal?.throwIfAborted();
      started = performance.now();
    }
    done += rows.length;
    if (each) tell({ type: "tickets", tickets });
    tell({ type: "progress", progress: { done, total: Math.max(total, done) } });
    mark = rows.at(-1);
    if (rows.length < page) return counted();
    await turn();
    signal?.throwIfAborted();
  }
}

/** Nothing where even the report was written down later, as one of the past may be. */
function recordedOf({ entries: bodies, texts }: RecordRow, now: number): readonly Recorded[] {
  const entries = entriesAsOf(bodies.map(readEntry), now);
  return entries.length === 0 ? [] : [{ entries, texts }];
}

/** The form of an id, as tickets have it that another names. */
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The other tickets that commands named, as open as they then were: whatever became of them since does not count. */
async function othersOf(store: Store, tenant: string, found: readonly Recorded[]): Promise<ReadonlyMap<string, Ticket>> {
  const forms = found.flatMap(({ entries }) => entries.flatMap(({ form = {} }) => Object.values(form)));
  const ids = new Set(forms.filter((value): value is string => typeof value === "string" && uuid.test(value)));
  const others = new Map<string, Ticket>();
  for (const id of ids) {
    const other = await store.tickets.get(tenant, id);
    if (!other) continue;
    const { mergedInto: _since, ...then } = other;
    others.set(id, { ...then, open: true });
  }
  return others;
}
