import type { Answer } from "./execute.ts";
import { execute, type ExecuteParts } from "./execute.ts";

/** Most timers fired in one go, so that live commands come in between. */
const batch = 100;

/** Sends every due timer as a command of the system actor. Answers how many fired; a stale one is dropped. */
export async function fireTimers(parts: ExecuteParts): Promise<number> {
  let fired = 0;
  for (;;) {
    const due = await parts.store.timers.due(parts.now(), batch);
    const answers = await Promise.all(
      due.map(async (timer): Promise<Answer> => {
        const form = { timer: timer.id, generation: timer.generation };
        const answer = await execute(parts, { type: "timer", ticket: timer.ticket, form }, { kind: "system", tenant: timer.tenant });
        if (!answer.ok) await parts.store.timers.drop(timer);
        return answer;
      }),
    );
    fired += answers.filter((answer) => answer.ok).length;
    if (due.length < batch) return fired;
  }
}
