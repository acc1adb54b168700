import { likenessKept } from "../../model/likeness.ts";
import type { ExecuteParts } from "../execute.ts";

const hour = 3_600_000;

/** Most forgotten in one go, so that live commands come in between. */
const batch = 200;

/** Forgets what tickets may be recognised by that ended more than 30 days ago, looking once an hour of the engine's clock. */
export function forgetLikeness({ store, now }: ExecuteParts): () => Promise<void> {
  let looked = -Infinity;
  return async () => {
    if (now() - looked < hour) return;
    looked = now();
    while ((await store.likeness.forget(looked - likenessKept, batch)) === batch);
  };
}
