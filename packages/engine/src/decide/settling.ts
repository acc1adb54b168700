import { refuse } from "../model/refusal.ts";
import { adoptStray } from "./adopt.ts";
import type { Acted } from "./decide.ts";
import { keepClocks } from "./keep-clocks.ts";
import { settle } from "./reactions.ts";
import type { Moved } from "./machine.ts";
import type { Work } from "./work.ts";

/** Runs the statechart and puts where it came to rest onto the ticket; one that never rests is a refusal, not a fault. */
export function settling(work: Work, event: string, run: () => Moved, after: () => void = () => {}): Acted {
  try {
    const moved = run();
    settle(work, moved);
    adoptStray(work);
    after();
    keepClocks(work);
    return { ok: true, edges: moved.edges };
  } catch (cause) {
    if (!(cause instanceof Error) || !cause.message.startsWith("Infinite loop")) throw cause;
    return refuse(
      "endless",
      `流程在处理 ${event} 时自动转换停不下来，已放弃；请流程管理员检查 always 转换。`,
      `The process went round and round on ${event} and was stopped; its admin must check the always transitions.`,
    );
  }
}
