import type { World } from "../../decide/world.ts";
import type { CompiledPlan } from "../../evaluation/plan.ts";
import type { Actor } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Tree } from "../../model/tree.ts";
import type { EvaluationState } from "../../store/evaluation.ts";
import type { Store } from "../../store/port.ts";
import { parseActor } from "../parse-actor.ts";
import type { EvaluationProgress } from "./follow.ts";
import type { Plans, Wanted } from "./plans.ts";
import { admit, type Asked, type FigureQuestion } from "./question.ts";

/** As of when figures are true. */
export interface FiguresAsOf {
  /** In the tenant's feed: all entries up to there are counted. */
  readonly position: number;
  /** Epoch milliseconds: now where no entry waits to be counted, else when the last one that was counted was written. */
  readonly at: number | null;
  /** Entries are waiting to be counted. */
  readonly behind?: true;
  /** They are by earlier definitions, another zone or tree of units, and are being counted anew. */
  readonly recounting?: EvaluationProgress;
}

/** A question that is admitted, and what it is asked of. */
export interface Ready {
  readonly ok: true;
  readonly asked: Asked;
  readonly actor: Actor;
  readonly world: World;
  readonly categories: Tree;
  readonly state: EvaluationState;
  readonly plan: CompiledPlan;
  readonly asOf: FiguresAsOf;
}

/** How often is read again what moved on while it was read. */
const tries = 10;

/**
 * Answers a question from the generation that is served. What a step changed between two reads is read again, so that all figures are as of
 * one entry; where steps come too fast for that, they may be by one step newer than is said.
 */
export async function answer<Answered>(
  { store, plans, now }: { readonly store: Store; readonly plans: Plans; readonly now: () => number },
  question: FigureQuestion,
  by: Actor,
  read: (ready: Ready) => Promise<Answered>,
): Promise<{ readonly ok: true; readonly ready: Ready; readonly answered: Answered } | Refused> {
  const actor = parseActor(by);
  const wanted = await plans.wanted(actor.tenant);
  for (let left = tries; ; left -= 1) {
    const states = await store.evaluation.states(actor.tenant);
    const state = states.findLast(({ status }) => status === "current");
    const plan = state && (await plans.of(actor.tenant, state));
    const asked = admit(wanted, plan, question, actor);
    if (!asked.ok) return asked;
    if (!state || !plan) return notCounted();
    const asOf = await asOfNow(store, actor.tenant, states, state, wanted, now());
    const ready: Ready = { ok: true, asked, actor, world: wanted.world, categories: wanted.categories, state, plan, asOf };
    const answered = await read(ready);
    const then = (await store.evaluation.states(actor.tenant)).findLast(({ status }) => status === "current");
    const isSame = then?.generation === state.generation && (then.position === state.position || left <= 1);
    if (isSame) return { ok: true, ready, answered };
  }
}

async function asOfNow(
  store: Store,
  tenant: string,
  states: readonly EvaluationState[],
  { position, at, planHash }: EvaluationState,
  wanted: Wanted,
  now: number,
): Promise<FiguresAsOf> {
  const building = states.findLast(({ status }) => status === "building");
  const isWaiting = (await store.journal.feed(tenant, position, 1)).length > 0;
  const recounting = building ? { done: building.done, total: building.total } : planHash === wanted.hash ? undefined : nothingYet;
  return { position, at: isWaiting ? at : now, ...(isWaiting && { behind: true }), ...(recounting && { recounting }) };
}

const nothingYet = { done: 0, total: 0 };

function notCounted(): Refused {
  return refuse(
    "not-now",
    "综合评价尚未算出第一次；请稍候，或运行 muster evaluate recompute。",
    "The evaluations have not been counted for the first time yet; wait a moment, or run muster evaluate recompute.",
  );
}
