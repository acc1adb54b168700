import type { ClockTreatment } from "../../model/repin.ts";
import type { Foreseen } from "./foresee.ts";

/** Which open tickets are to go to which version of their process, and how. */
export interface Move {
  readonly process: string;
  /** The version they go to; the latest where absent. */
  readonly to?: number | undefined;
  /**
   * The version they come from. Where absent, any but `to`, and with `retarget` that one too: a ticket for which nothing changes stays as it
   * is. The same as `to` moves no state, only clocks.
   */
  readonly from?: number | undefined;
  /** Where states go, by their paths: `{ "handle.assigned": "handle.working" }`. One that is still there needs none. */
  readonly states?: Readonly<Record<string, string>> | undefined;
  /**
   * What becomes of the clocks: `keep` leaves limits and ladders as pinned; `retarget` works limits out anew, by the standard and the process
   * of today, and carries over what was used; `restart` begins them, and the delays of states, at the moment. `keep` where absent.
   */
  readonly clocks?: ClockTreatment | undefined;
  /** Who has it done, for the record. */
  readonly by?: string | undefined;
  /** With `restart` within one version: when it was begun, so that what has begun anew since is not done again. Epoch milliseconds. */
  readonly since?: number | undefined;
}

export interface MoveOptions {
  /** Hears what will become of each ticket that the move is for, before anything is written. */
  readonly each?: ((foreseen: Foreseen) => void) | undefined;
  /** Hears how far it is. */
  readonly progress?: ((progress: MoveProgress) => void) | undefined;
  /** Stops it after the page it is at: the plan then counts what was looked at. Called again, a move goes on. */
  readonly signal?: AbortSignal | undefined;
}

export interface MoveProgress {
  /** Open tickets looked at, of so many; nothing is written before all were. */
  readonly looked: number;
  readonly open: number;
  /** Tickets moved so far. */
  readonly moved: number;
}
