import type { RefusalCode } from "../model/refusal.ts";
import type { DueTimer } from "../store/timers.ts";
import { execute, type Answer, type ExecuteParts } from "./execute.ts";

/** Most timers fired in one go, so that live commands come in between. */
const batch = 100;

/** Refusals after which a timer can never fire; after any other it is tried again later. */
const stale: ReadonlySet<RefusalCode> = new Set(["stale-timer", "unknown-ticket"]);

/** Shortest and longest wait before a timer that could not fire is tried again, in milliseconds. */
const [shortest, longest] = [1000, 600_000];

/** Timers that could not fire and are remembered; beyond that they are just tried again. */
const maxRemembered = 10_000;

/**
 * Makes rounds that send every due timer as a command of the system actor; a round answers how many fired. Those of one ticket come one
 * after the other, the earliest first: a store for many processes takes commands in no order. A stale one is dropped, and one that cannot
 * fire waits longer each time: however many there are, they keep nobody else's from firing.
 */
export function timerRounds(parts: ExecuteParts, onError: (cause: unknown) => void): () => Promise<number> {
  const failed = new Map<string, { readonly wait: number; readonly until: number }>();

  /** Answers whether it fired; one that throws must not keep the others from firing. */
  async function tryOne(timer: DueTimer): Promise<boolean> {
    const key = JSON.stringify([timer.tenant, timer.ticket, timer.id, timer.generation]);
    const before = failed.get(key);
    if (before && before.until > parts.now()) return false;
    const answer = await fire(parts, timer).catch(onError);
    if (answer?.ok || (answer && stale.has(answer.refusal.code))) failed.delete(key);
    else if (failed.size < maxRemembered || before) {
      const wait = before ? Math.min(longest, before.wait * 2) : shortest;
      failed.set(key, { wait, until: parts.now() + wait });
    }
    return answer?.ok === true;
  }

  async function tryInOrder(timers: readonly DueTimer[]): Promise<number> {
    let fired = 0;
    for (const timer of timers) if (await tryOne(timer)) fired += 1;
    return fired;
  }

  return async () => {
    const now = parts.now();
    let fired = 0;
    let last: DueTimer | undefined;
    for (;;) {
      const due = await parts.store.timers.due(now, batch, last);
      const counts = await Promise.all(byTicket(due).map(tryInOrder));
      for (const count of counts) fired += count;
      last = due.at(-1);
      if (due.length < batch) return fired;
    }
  };
}

function byTicket(timers: readonly DueTimer[]): readonly (readonly DueTimer[])[] {
  const tickets = new Map<string, DueTimer[]>();
  for (const timer of timers) {
    const key = JSON.stringify([timer.tenant, timer.ticket]);
    const known = tickets.get(key);
    if (known) known.push(timer);
    else tickets.set(key, [timer]);
  }
  return [...tickets.values()];
}

async function fire(parts: ExecuteParts, timer: DueTimer): Promise<Answer> {
  const form = { timer: timer.id, generation: timer.generation };
  const answer = await execute(parts, { type: "timer", ticket: timer.ticket, form }, { kind: "system", tenant: timer.tenant });
  if (!answer.ok && stale.has(answer.refusal.code)) await parts.store.timers.drop(timer);
  return answer;
}
