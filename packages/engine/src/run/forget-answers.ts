import type { ExecuteParts } from "./execute.ts";

const day = 86_400_000;

/** How long a repeated key is recognised, in milliseconds. */
const kept = 30 * day;

/** Most answers forgotten in one go, so that live commands come in between. */
const batch = 1000;

/** Forgets answers older than 30 days, looking once a day of the engine's clock. */
export function forgetAnswers({ store, now }: ExecuteParts): () => Promise<void> {
  let looked = -Infinity;
  return async () => {
    if (now() - looked < day) return;
    looked = now();
    while ((await store.answers.forget(looked - kept, batch)) === batch);
  };
}
