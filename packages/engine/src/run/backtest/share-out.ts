import type { Store } from "../../store/port.ts";
import type { BacktestProgress } from "./backtest.ts";
import type { Counted } from "./tally.ts";
import type { BacktestNews, ToCompare, ToldNews } from "./to-compare.ts";

/**
 * Compares tickets on threads: the first cuts the window into parts as it begins and keeps the earliest, each of the others gets one. Answers
 * what each counted, the earliest part first; where one fails, all end with it.
 */
export async function shareOut(
  aside: NonNullable<Store["aside"]>,
  input: ToCompare,
  tell: (news: ToldNews) => void,
  signal?: AbortSignal,
): Promise<readonly Counted[]> {
  const ending = new AbortController();
  const ends = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const parts: Promise<Counted>[] = [];
  const progress: BacktestProgress[] = [];
  const start = (job: ToCompare): void => {
    const nth = parts.length;
    const onNews = (news: BacktestNews): void => {
      if (news.type === "parts") {
        progress.push(...news.parts.map(({ tickets }) => ({ done: 0, total: tickets })));
        for (const { window } of news.parts.slice(1)) start({ ...input, window, threads: 1 });
      } else if (news.type === "progress") {
        progress[nth] = news.progress;
        tell({ type: "progress", progress: sumOf(progress) });
      } else tell(news);
    };
    const hearing = { onNews: (news: unknown) => onNews(news as BacktestNews), signal: ends };
    const part = aside("backtest", { form: "tickets", ...job }, hearing) as Promise<Counted>;
    part.catch((cause: unknown) => ending.abort(cause));
    parts.push(part);
  };
  start(input);
  const counted: Counted[] = [];
  // Others have been added by the time the first is done.
  for (const part of parts) counted.push(await part);
  return counted;
}

function sumOf(progress: readonly BacktestProgress[]): BacktestProgress {
  return progress.reduce((sum, { done, total }) => ({ done: sum.done + done, total: sum.total + total }), { done: 0, total: 0 });
}
