import { setImmediate as pause } from "node:timers/promises";
import { compilePlan, type CompiledPlan, type Plan } from "../../evaluation/plan.ts";
import { addShare, sumKey, type Sums } from "../../evaluation/sums.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { EvaluationState, ShareRow } from "../../store/evaluation.ts";
import type { Store } from "../../store/port.ts";
import { countTickets, rowOf, shareOf, shareText } from "../evaluation/count-tickets.ts";
import type { Fault } from "./fault.ts";

/** Entries that are read at once. */
const page = 2000;

/** How often a page is read again since the figures moved on meanwhile. */
const tries = 100;

/** Whether what evaluations have counted is what the journal says, up to where they have counted it: each ticket's shares, and their sums. */
export async function verifyEvaluation(store: Store, tenant: string): Promise<readonly Fault[]> {
  const faults = new Map<string, Fault>();
  const note = (fault: Fault): void => void faults.set(`${fault.ticket} ${fault.what}`, fault);
  let after = "";
  for (let limit = page; ;) {
    const read = await settled(store, tenant, (state, plan) => pageOf(store, tenant, state, plan, after, limit));
    if (!read) return [...faults.values()];
    if (read.tickets.length === 0 && !read.isLast) limit *= 4;
    for (const { ticket, differs } of read.tickets) if (differs) note({ ticket, fault: "evaluation-differs", what: "evaluation_share" });
    after = read.tickets.at(-1)?.ticket ?? after;
    if (read.isLast) break;
    await pause();
  }
  const months = new Set<string>();
  for (;;) {
    const left = (await settled(store, tenant, (state) => store.evaluation.months(tenant, state.generation)))?.find(
      (each) => !months.has(each),
    );
    if (left === undefined) return [...faults.values()];
    months.add(left);
    for (const what of (await settled(store, tenant, (state, plan) => monthFaults(store, tenant, state, plan, left))) ?? [])
      note({ fault: "evaluation-differs", what });
    await pause();
  }
}

/** What was read while the figures stood still; undefined where there are none. */
async function settled<T>(
  store: Store,
  tenant: string,
  read: (state: EvaluationState, plan: CompiledPlan) => Promise<T | undefined>,
): Promise<T | undefined> {
  const current = async () => (await store.evaluation.states(tenant)).findLast(({ status }) => status === "current");
  for (let left = tries; left > 0; left -= 1) {
    const state = await current();
    if (!state) return undefined;
    const text = await store.evaluation.plan(tenant, state.generation);
    const found = text === undefined ? undefined : await read(state, compilePlan(JSON.parse(text) as Plan));
    const then = await current();
    if (found !== undefined && then?.generation === state.generation && then.position === state.position) return found;
    await pause();
  }
  throw new EngineError(
    "store-busy",
    `租户 ${tenant} 的综合评价一直在变动，无法核对；请稍后重试。`,
    `the evaluations of the tenant ${tenant} kept moving on and could not be compared; try again later.`,
  );
}

interface PageRead {
  readonly tickets: readonly { readonly ticket: string; readonly differs: boolean }[];
  readonly isLast: boolean;
}

async function pageOf(
  store: Store,
  tenant: string,
  state: EvaluationState,
  plan: CompiledPlan,
  after: string,
  limit: number,
): Promise<PageRead> {
  const rows = await store.evaluation.journal(tenant, after, state.position, limit);
  const [isLast, cut] = [rows.length < limit, rows.at(-1)?.ticket];
  const counted = countTickets(plan, isLast ? rows : rows.filter(({ ticket }) => ticket !== cut));
  const stored = new Map<string, ShareRow[]>();
  for (const row of await store.evaluation.shares(tenant, state.generation, [...counted.keys()])) {
    stored.set(row.ticket, [...(stored.get(row.ticket) ?? []), row]);
  }
  const tickets = [...counted].map(([ticket, shares]) => ({
    ticket,
    differs: textOf(shares.map((share) => rowOf(ticket, share))) !== textOf(stored.get(ticket) ?? []),
  }));
  return { tickets, isLast };
}

function textOf(shares: readonly ShareRow[]): string {
  return shares.map(shareText).toSorted().join("\n");
}

/** The sums of a month against the shares that are stored for it. */
async function monthFaults(
  store: Store,
  tenant: string,
  state: EvaluationState,
  plan: CompiledPlan,
  month: string,
): Promise<readonly string[] | undefined> {
  const found = await store.evaluation.month(tenant, state, month);
  if (!found) return undefined;
  const sums: Sums = new Map();
  for (const row of found.shares) addShare(sums, plan, shareOf(row), 1);
  const stored = new Map(found.sums.map((row) => [sumKey(row as Parameters<typeof sumKey>[0]), row.amounts]));
  const wrong = [...sums].filter(([key, { amounts }]) => stored.get(key) !== JSON.stringify(amounts)).map(([key]) => key);
  const stray = [...stored.keys()].filter((key) => !sums.has(key));
  const units = new Set([...wrong, ...stray].map((key) => key.split("\n")[0] ?? ""));
  return [...units].map((unit) => `evaluation_sum ${unit === "" ? "*" : unit} ${month === "" ? "now" : month}`);
}
