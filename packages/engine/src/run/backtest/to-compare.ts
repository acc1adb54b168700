import { assemble, publishedWorld, type Setting } from "../../decide/assemble.ts";
import type { World } from "../../decide/world.ts";
import type { KeptDefinition } from "../../store/audit.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
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
  /** What was published when the drafts were checked: whatever is published since, all threads know the same. */
  readonly kept: readonly KeptDefinition[];
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

/** The world that is published, and the one that the drafts would make of it. */
export function bothWorlds(setting: Setting, kept: readonly KeptDefinition[], fresh: readonly DefinitionRow[]) {
  const before: World = publishedWorld(setting, kept.map(versioned));
  const after: World = fresh.length === 0 ? before : assemble(setting, [...kept, ...fresh].map(versioned)).world;
  return { before, after };
}
