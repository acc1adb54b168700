import { assemble, publishedWorld, type Setting } from "../../decide/assemble.ts";
import type { World } from "../../decide/world.ts";
import { EngineError } from "../../model/engine-error.ts";
import type { KeptDefinition } from "../../store/audit.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import type { Window } from "../../store/records.ts";
import { versioned } from "../worlds.ts";
import type { BacktestProgress, ComparedTicket } from "./backtest.ts";
import type { Part } from "./parts.ts";

/** What a backtest is about: plain data, so that it can be sent to a thread. */
export interface ToCompare {
  readonly tenant: string;
  readonly zone: string;
  /** The drafts as the rows they would be published as. */
  readonly fresh: readonly DefinitionRow[];
  /** How many versions of definitions there were when the drafts were checked. */
  readonly seen: number;
  readonly window: Window;
  /** Among how many threads the tickets are shared out; as many as pay off where undefined. */
  readonly threads: number | undefined;
  readonly now: number;
  /** Of how many tickets behind each count the names are listed. */
  readonly names: number;
  /** Whether somebody wants to hear of every ticket. */
  readonly each: boolean;
}

/** What whoever asked is told on the way. */
export type ToldNews =
  | { readonly type: "progress"; readonly progress: BacktestProgress }
  | { readonly type: "tickets"; readonly tickets: readonly ComparedTicket[] };

/** What a thread tells: also the parts of its window, of which it keeps the first. */
export type BacktestNews = ToldNews | { readonly type: "parts"; readonly parts: readonly Part[] };

/** The definitions that the drafts were checked against. Throws `stale-definitions` where others have been published since. */
export async function keptSince(store: Store, { tenant, seen }: ToCompare): Promise<readonly KeptDefinition[]> {
  const kept = await store.audit.definitions(tenant);
  if (kept.length !== seen)
    throw new EngineError(
      "stale-definitions",
      "检查草案之后又有新的版本发布；请重新回测。",
      "New versions were published since the drafts were checked; run the backtest again.",
    );
  return kept;
}

/** The world that is published, and the one that the drafts would make of it. */
export function bothWorlds(setting: Setting, kept: readonly KeptDefinition[], fresh: readonly DefinitionRow[]) {
  const before: World = publishedWorld(setting, kept.map(versioned));
  const after: World = fresh.length === 0 ? before : assemble(setting, [...kept, ...fresh].map(versioned)).world;
  return { before, after };
}
