import type { RefusalCode } from "../model/refusal.ts";
import type { DueTimer } from "../store/timers.ts";
import { execute, type Answer, type ExecuteParts } from "./execute.ts";

/** Most timers fired in one go, so that live commands come in between. */
const batch = 100;

/** Refusals after which a timer can never fire; after any other it waits for the next round. */
const stale: ReadonlySet<RefusalCode> = new Set(["stale-timer", "unknown-ticket"]);

/** Sends every due timer as a command of the system actor. Answers how many fired; a stale one is dropped. */
export async function fireTimers(parts: ExecuteParts, onError: (cause: unknown) => void): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await parts.store.timers.due(parts.now(), batch);
    const answers = await Promise.all(
      // One that throws must not keep the others from firing.
      due.map((timer) => fireOne(parts, timer).catch(onError)),
    );
    const now = answers.filter((answer) => answer?.ok).length;
    fired += now;
    // A batch in which nothing fired would come again as it is; the next round may find it otherwise.
    if (due.length < batch || now === 0) return fired;
  }
}

async function fireOne(parts: ExecuteParts, timer: DueTimer): Promise<Answer> {
  const form = { timer: timer.id, generation: timer.generation };
  const answer = await execute(parts, { type: "timer", ticket: timer.ticket, form }, { kind: "system", tenant: timer.tenant });
  if (!answer.ok && stale.has(answer.refusal.code)) await parts.store.timers.drop(timer);
  return answer;
}
