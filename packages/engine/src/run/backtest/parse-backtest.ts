import * as z from "zod";
import { EngineError } from "../../model/engine-error.ts";
import { parser } from "../parse-query.ts";
import type { BacktestOptions } from "./backtest.ts";
import type { ToCompare } from "./to-compare.ts";

const day = 86_400_000;

/** Furthest back that days are counted, and most names behind a count. */
const [mostDays, mostNames] = [36_500, 1_000_000];

const parse = parser(
  "backtest",
  z.object({
    since: z.int().optional(),
    days: z.number().positive().max(mostDays).optional(),
    until: z.int().optional(),
    names: z.int().min(0).max(mostNames).optional(),
    threads: z.int().min(1).max(64).optional(),
  }),
);

/** Which tickets are meant, and of how many the names are told. Throws `bad-query` where that cannot be. */
export function parseBacktest(options: BacktestOptions, now: number): Pick<ToCompare, "window" | "now" | "names" | "threads"> {
  const { since, days = 30, until = now, names = 100, threads } = parse(options);
  const from = since ?? until - days * day;
  if (from > until) throw backwards();
  return { window: { since: from, until }, now, names, threads };
}

function backwards(): EngineError {
  return new EngineError(
    "bad-query",
    "回测的起点须早于终点；请改正 since 和 until。",
    "a backtest begins before it ends; correct since and until.",
  );
}
