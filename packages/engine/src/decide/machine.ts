import type { Edge, StateGraph } from "../definitions/state-graph.ts";
import type { JsonObject } from "../model/json.ts";
import type { StateValue } from "../model/ticket.ts";

/** Where a ticket stands in its process; all that XState needs to go on. */
export interface Position {
  readonly state: StateValue;
  readonly history?: Readonly<Record<string, readonly string[]>>;
}

/** What a running transition asks and tells; the machine itself knows neither tickets nor people. */
export interface Reactions {
  /** Whether this transition may be taken now. */
  readonly admits: (edge: Edge) => boolean;
  /** A named action, in XState's order: exit, transition, entry. */
  readonly act: (type: string, params: JsonObject) => void;
  /** A delayed transition was armed; answers nothing. `delay` is the name from `meta.delays`. */
  readonly arm: (timer: string, delay: string) => void;
  readonly cancel: (timer: string) => void;
}

/** What a transition came to. */
export interface Moved extends Position {
  /** The process has reached a final state. */
  readonly done: boolean;
  /** The transitions taken, in order, those of internal steps included. */
  readonly edges: readonly Edge[];
}

/** A process that can be asked and run; it keeps nothing of any ticket. */
export interface Machine {
  readonly graph: StateGraph;
  /** The transitions that would be taken for the event: per region the innermost that is admitted. */
  readonly select: (position: Position, event: string, admits: Reactions["admits"]) => readonly Edge[];
  readonly start: (reactions: Reactions) => Moved;
  /**
   * Sends one event; no edges where nothing was admitted. Throws where internal steps do not settle. `selected` are the transitions
   * that `select` answered, which are then the only ones taken for the event itself.
   */
  readonly send: (position: Position, event: string, reactions: Reactions, selected?: readonly Edge[]) => Moved;
}
