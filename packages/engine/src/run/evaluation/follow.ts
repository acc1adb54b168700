import { setImmediate as pause } from "node:timers/promises";
import { goingOn, type CompiledPlan, type Plan } from "../../evaluation/plan.ts";
import type { Sums } from "../../evaluation/sums.ts";
import { canonical } from "../../model/canonical.ts";
import type { EvaluationState, ShareRow } from "../../store/evaluation.ts";
import type { Store } from "../../store/port.ts";
import { countTickets, difference, firstRows } from "./count-tickets.ts";
import type { Plans, Wanted } from "./plans.ts";

/** How far counting from the start has come. */
export interface EvaluationProgress {
  readonly done: number;
  readonly total: number;
}

export interface Following {
  readonly store: Store;
  readonly plans: Plans;
}

/** Entries that are read and counted at one go, so that live commands come in between. */
const [feedEntries, pageEntries] = [200, 400] as const;

/** Tickets of a step that counts from the start: what a command waits for while it is written stays short. */
const stepTickets = 400;

/** Rows of what is gone that are removed at once. */
const discarded = 2000;

/**
 * Brings a tenant's figures up to its journal, step by step: each is one transaction that moves the cursor and the tables together, so that
 * whoever is killed, or meets another who does the same, counts nothing twice. Where the definitions, the zone or the tree of units ask for
 * other figures, these are counted from the start, and what was there is served until they are done. Answers how many entries were counted.
 */
export async function follow(
  { store, plans }: Following,
  tenant: string,
  isStopping: () => boolean = () => false,
  onProgress: (progress: EvaluationProgress) => void = () => {},
): Promise<number> {
  let counted = 0;
  while (!isStopping()) {
    const wanted = await plans.wanted(tenant);
    if (wanted.plan.tallies.length === 0) return counted;
    const state = await standing(store, tenant, wanted);
    const plan = await plans.of(tenant, state);
    // Somebody else removed it meanwhile.
    if (!plan) continue;
    if (state.status === "building") {
      onProgress(state);
      await countStep(store, tenant, plan, state);
      continue;
    }
    const entries = await countFeed(store, tenant, plan, state);
    counted += entries;
    if (entries === 0 && !(await store.evaluation.discard(tenant, discarded))) return counted;
  }
  return counted;
}

/** The generation that is to be moved on: what is being counted anew, else what is served, else a new one. */
async function standing(store: Store, tenant: string, wanted: Wanted): Promise<EvaluationState> {
  const states = await store.evaluation.states(tenant);
  const named = { plan: wanted.text, planHash: wanted.hash };
  const building = states.findLast(({ status }) => status === "building");
  if (building) return building.planHash === wanted.hash ? building : store.evaluation.begin(tenant, named);
  const current = states.findLast(({ status }) => status === "current");
  if (!current) return store.evaluation.begin(tenant, named);
  if (current.planHash === wanted.hash) return current;
  const text = await store.evaluation.plan(tenant, current.generation);
  const before = text === undefined ? undefined : (JSON.parse(text) as Plan);
  const plan = before && goingOn(before, wanted.plan);
  if (!plan || (await isCounted(store, tenant, current, newUnits(before, plan)))) return store.evaluation.begin(tenant, named);
  await store.evaluation.replan(tenant, current.generation, { plan: canonical(plan), planHash: wanted.hash });
  return { ...current, planHash: wanted.hash };
}

function newUnits(before: Plan, { parents }: Plan): readonly string[] {
  return Object.keys(parents).filter((unit) => !Object.hasOwn(before.parents, unit));
}

/** Whether any of these units has figures already: a ticket that came to a unit just published may have been counted before those above were known. */
async function isCounted(store: Store, tenant: string, { generation }: EvaluationState, units: readonly string[]): Promise<boolean> {
  const months = { from: "", until: "~" };
  return (await store.evaluation.sums(tenant, generation, { units, months, dimension: "" })).length > 0;
}

/** The next entries of the feed: each ticket they are about is counted as they leave it. */
async function countFeed(store: Store, tenant: string, plan: CompiledPlan, from: EvaluationState): Promise<number> {
  const feed = await store.journal.feed(tenant, from.position, feedEntries);
  const last = feed.at(-1);
  if (!last) return 0;
  const until = new Map<string, number>();
  for (const { ticket, seq } of feed) until.set(ticket, Math.max(seq, until.get(ticket) ?? 0));
  const tickets = [...until].map(([ticket, seq]) => ({ ticket, until: seq }));
  const [rows, before, at] = await Promise.all([
    store.evaluation.histories(tenant, tickets),
    store.evaluation.shares(tenant, from.generation, [...until.keys()]),
    store.evaluation.writtenAt(tenant, last.position),
  ]);
  const change = difference(plan, before, countTickets(plan, rows));
  const to = { status: "current", position: last.position, at, after: "", done: from.done } as const;
  await store.evaluation.advance(tenant, { from, to, ...change });
  return feed.length;
}

/** The next tickets by their ids, each as the entries up to the generation's position leave it. The last step ends the counting. */
async function countStep(store: Store, tenant: string, plan: CompiledPlan, from: EvaluationState): Promise<void> {
  const sums: Sums = new Map();
  const add: ShareRow[] = [];
  let { after, done } = from;
  let isLast = false;
  for (let limit: number = pageEntries; !isLast && done < from.done + stepTickets;) {
    const rows = await store.evaluation.journal(tenant, after, from.position, limit);
    isLast = rows.length < limit;
    const cut = rows.at(-1)?.ticket;
    // The last ticket may go on behind the page.
    const whole = isLast ? rows : rows.filter(({ ticket }) => ticket !== cut);
    if (whole.length === 0) limit *= 4;
    const counted = countTickets(plan, whole);
    add.push(...firstRows(plan, counted, sums));
    done += counted.size;
    after = whole.at(-1)?.ticket ?? after;
    await pause();
  }
  const { position, at } = from;
  const to = isLast
    ? ({ status: "current", position, at, after: "", done } as const)
    : ({ status: "building", position, at, after, done } as const);
  await store.evaluation.advance(tenant, { from, to, remove: [], add, sums: [...sums.values()] });
}
