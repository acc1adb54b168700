import type { HostGuard } from "../../decide/guard.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { Tenant } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import { checkDrafts } from "../definitions/check-drafts.ts";
import { isUsable } from "../definitions/is-usable.ts";
import type { ExecuteParts } from "../execute.ts";
import type { Backtest, BacktestAnswer, BacktestOptions } from "./backtest.ts";
import { compareTickets } from "./compare-tickets.ts";
import { decideAgain } from "./decide-again.ts";
import type { DecisionBacktest } from "./decisions.ts";
import { parseBacktest } from "./parse-backtest.ts";
import { shareOut } from "./share-out.ts";
import { summaryOf } from "./summary.ts";
import { joinCounted } from "./tally.ts";
import type { BacktestNews, ToCompare } from "./to-compare.ts";

/** What drafts would have done to the tickets of a time. */
export interface Backtester {
  /**
   * Takes every ticket of the window through two worlds by the function that decides live: what is published, and that with the drafts.
   *
   * What is compared: each report as it was made; classification, route, limits, timers and ladders decided anew; what people did at the
   * time at which they did it. What they confirmed of a rule's proposal they confirm of the new one; what they decided otherwise stays.
   * Where another unit's people would have had to act, the nearest who hold the role act in their place (`standIns`); what was not possible
   * any more is left out (`leftOut`), and what follows is to be read with that in mind. A ticket that was over is followed to its end, an open
   * one until now. What was told of the past (an import) armed no timer then and arms none here.
   *
   * The self-check: each journal is also done again under the versions in force at each of its entries, and must come out as recorded;
   * where it does not (an erased text, a host's guard that is no more), it is counted in `deviating`.
   *
   * Tells of what was written by the moment it is asked, whatever goes on meanwhile. On libSQL it runs beside the thread that writes, on
   * `threads` of its own; on PostgreSQL, and where the host registered guards, in this thread, with pauses.
   */
  readonly backtest: (tenant: string, options: BacktestOptions) => Promise<BacktestAnswer<Backtest>>;
  /**
   * The fast form: asks the drafts' tables again what they were asked, with the inputs that were recorded. An answer changes
   * nothing that comes after it: a category that comes out otherwise is not asked for its route.
   */
  readonly backtestDecisions: (
    tenant: string,
    options: Omit<BacktestOptions, "onTickets" | "threads">,
  ) => Promise<BacktestAnswer<DecisionBacktest>>;
}

export function backtester({ store, worlds, now }: ExecuteParts, hostGuards: ReadonlyMap<string, HostGuard>): Backtester {
  // A guard of the host is a function, which no thread can be sent.
  const aside = hostGuards.size === 0 ? store.aside : undefined;
  /** Checks the drafts and does the job. */
  const ask = async <Result>(tenantId: string, options: BacktestOptions, act: (input: ToCompare) => Promise<Result>) => {
    const asked = parseBacktest(options, now());
    const tenant = await worlds.tenant(tenantId);
    const { kept, rows, findings } = await checked(store, tenant, hostGuards, options.drafts);
    if (!isUsable(findings)) return { ok: false as const, findings };
    const fresh = rows.flatMap(({ row, changed }) => (changed ? [row] : []));
    const each = options.onTickets !== undefined;
    options.signal?.throwIfAborted();
    const result = await act({ tenant: tenant.id, zone: tenant.zone, kept, fresh, ...asked, each });
    return { ok: true as const, findings, result };
  };
  return {
    backtest: (tenantId, options) =>
      ask(tenantId, options, async (input) => {
        const { signal } = options;
        const tell = telling(options);
        const counted = aside
          ? await shareOut(aside, input, tell, signal)
          : [await compareTickets(store, hostGuards, { ...input, threads: 1 }, tell, signal)];
        return summaryOf(joinCounted(counted, input.names), input.window, input.now);
      }),
    backtestDecisions: (tenantId, options) =>
      ask(tenantId, options, (input) => {
        const { signal } = options;
        const tell = telling(options);
        if (!aside) return decideAgain(store, hostGuards, input, tell, signal);
        const job: BacktestJob = { form: "decisions", ...input };
        return aside("backtest", job, { onNews: (news) => tell(news as BacktestNews), signal }) as Promise<DecisionBacktest>;
      }),
  };
}

/** How often drafts are checked anew where definitions are published meanwhile. */
const mostAttempts = 20;

/** The drafts as checked, with the definitions that they were checked against. */
async function checked(store: Store, tenant: Tenant, hostGuards: ReadonlyMap<string, HostGuard>, drafts: BacktestOptions["drafts"]) {
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const { seen, rows, findings } = await checkDrafts(store, tenant, hostGuards, drafts);
    const kept = await store.audit.definitions(tenant.id);
    if (kept.length === seen) return { kept, rows, findings };
  }
  throw new EngineError(
    "store-busy",
    "检查草案时一再有新的版本发布；请稍后重新回测。",
    "New versions were published again and again while the drafts were checked; run the backtest again later.",
  );
}

function telling({ onProgress, onTickets }: BacktestOptions): (news: BacktestNews) => void {
  return (news) => {
    if (news.type === "progress") onProgress?.(news.progress);
    if (news.type === "tickets") onTickets?.(news.tickets);
  };
}

const forms = { tickets: compareTickets, decisions: decideAgain } as const;

/** What a thread is asked for. */
export type BacktestJob = ToCompare & { readonly form: keyof typeof forms };

/** Does the job on a store of the thread's own. */
export function runBacktest(store: Store, { form, ...input }: BacktestJob, tell: (news: BacktestNews) => void, signal: AbortSignal) {
  return forms[form](store, new Map(), input, tell, signal);
}
