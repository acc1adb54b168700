import { assemble, publishedWorld, type Setting } from "../../decide/assemble.ts";
import type { World } from "../../decide/world.ts";
import type { KeptDefinition } from "../../store/audit.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import type { Window } from "../../store/records.ts";
import { versioned } from "../worlds.ts";
import type { BacktestProgress, ComparedTicket } from "./backtest.ts";

/** What a backtest is about: plain data, so that it can be sent to a thread. */
export interface ToCompare {
  readonly tenant: string;
  readonly zone: string;
  /** The drafts as the rows they would be published as. */
  readonly fresh: readonly DefinitionRow[];
  readonly window: Window;
  readonly now: number;
  /** Of how many tickets behind each count the names are listed. */
  readonly names: number;
  /** Whether somebody wants to hear of every ticket. */
  readonly each: boolean;
}

/** What is told on the way. */
export type BacktestNews =
  | { readonly type: "progress"; readonly progress: BacktestProgress }
  | { readonly type: "tickets"; readonly tickets: readonly ComparedTicket[] };

/** The world that is published, and the one that the drafts would make of it. */
export function bothWorlds(setting: Setting, kept: readonly KeptDefinition[], fresh: readonly DefinitionRow[]) {
  const before: World = publishedWorld(setting, kept.map(versioned));
  const after: World = fresh.length === 0 ? before : assemble(setting, [...kept, ...fresh].map(versioned)).world;
  return { before, after };
}
