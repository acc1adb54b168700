import { adoptStray } from "../adopt.ts";
import { keepClocks } from "../keep-clocks.ts";
import type { Work } from "../work.ts";
import { withLeg } from "./with-leg.ts";

/** A leg whose unit has left the organisation goes to whoever answers in its stead. */
export function adoptLeg(work: Work, key: string): void {
  const leg = work.ticket.legs?.[key];
  if (!leg?.open) return;
  withLeg(work, key, leg, (part) => {
    adoptStray(part);
    keepClocks(part);
    return { ok: true, edges: [] };
  });
}
