import type { HostGuard } from "../../decide/guard.ts";
import type { Store } from "../../store/port.ts";
import type { Hearing } from "../../store/thread.ts";
import { checkDrafts } from "../definitions/check-drafts.ts";
import { isUsable } from "../definitions/is-usable.ts";
import type { ExecuteParts } from "../execute.ts";
import type { Backtest, BacktestAnswer, BacktestOptions } from "./backtest.ts";
import { compareTickets } from "./compare-tickets.ts";
import { decideAgain } from "./decide-again.ts";
import type { DecisionBacktest } from "./decisions.ts";
import { parseBacktest } from "./parse-backtest.ts";
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
   * where it does not (an erased text, a host's guard that is no more), it is counted in `deviating`. Reads one snapshot, on libSQL beside
   * the thread that writes unless the host registered guards; else in this thread, with pauses.
   */
  readonly backtest: (tenant: string, options: BacktestOptions) => Promise<BacktestAnswer<Backtest>>;
  /**
   * The fast form: asks the drafts' tables again what they were asked, with the inputs that were recorded. An answer changes
   * nothing that comes after it: a category that comes out otherwise is not asked for its route.
   */
  readonly backtestDecisions: (tenant: string, options: Omit<BacktestOptions, "onTickets">) => Promise<BacktestAnswer<DecisionBacktest>>;
}

export function backtester({ store, worlds, now }: ExecuteParts, hostGuards: ReadonlyMap<string, HostGuard>): Backtester {
  const run = async <Result>(form: BacktestForm, tenantId: string, options: BacktestOptions): Promise<BacktestAnswer<Result>> => {
    const asked = parseBacktest(options, now());
    const tenant = await worlds.tenant(tenantId);
    const { rows, findings } = await checkDrafts(store, tenant, hostGuards, options.drafts);
    if (!isUsable(findings)) return { ok: false, findings };
    const fresh = rows.flatMap(({ row, changed }) => (changed ? [row] : []));
    const { onProgress, onTickets, signal } = options;
    const tell = (news: BacktestNews): void => (news.type === "progress" ? onProgress?.(news.progress) : onTickets?.(news.tickets));
    const input: ToCompare = { tenant: tenant.id, zone: tenant.zone, fresh, ...asked, each: onTickets !== undefined };
    const hearing: Hearing = { onNews: (news) => tell(news as BacktestNews), signal };
    // A guard of the host is a function, which no thread can be sent.
    const aside = hostGuards.size === 0 ? store.aside : undefined;
    signal?.throwIfAborted();
    const result = aside ? await aside("backtest", { form, ...input }, hearing) : await forms[form](store, hostGuards, input, tell, signal);
    return { ok: true, findings, result: result as Result };
  };
  return {
    backtest: (tenant, options) => run("tickets", tenant, options),
    backtestDecisions: (tenant, options) => run("decisions", tenant, options),
  };
}

const forms = { tickets: compareTickets, decisions: decideAgain } as const;

type BacktestForm = keyof typeof forms;

/** What a thread is asked for. */
export type BacktestJob = ToCompare & { readonly form: BacktestForm };

/** Does the job on a store of the thread's own. */
export function runBacktest(store: Store, { form, ...input }: BacktestJob, tell: (news: BacktestNews) => void, signal: AbortSignal) {
  return forms[form](store, new Map(), input, tell, signal);
}
