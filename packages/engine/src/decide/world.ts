import type { Standard } from "../definitions/standards.ts";
import type { DefinitionRef } from "../model/ticket.ts";
import type { Tree } from "../model/tree.ts";
import type { Organisation } from "../org/compile-organisation.ts";
import type { OnDuty } from "../org/duty/on-duty.ts";
import type { Places } from "../places/places.ts";
import type { CompiledTable } from "../rules/compile.ts";
import type { SourceDocument } from "../sources/source.ts";
import type { Calendar } from "../time/compile-calendar.ts";
import type { Zone } from "../time/zone.ts";
import type { Ladder } from "./ladders/ladder.ts";
import type { Process } from "./process.ts";

/** A published rule table, compiled against the trees of the same world. */
export interface Table {
  readonly ref: DefinitionRef;
  readonly compiled: CompiledTable;
}

/** Everything a decision may ask about a tenant: an immutable snapshot, one version of each thing. */
export interface World {
  readonly tenant: string;
  /** Of the tenant, whatever zone the process runs in. */
  readonly zone: Zone;
  /** As it is at the instant the world was asked for; of a world that was not asked for any, with everybody who ever holds anything. */
  readonly organisation: Organisation;
  /** How many times until then somebody has taken up or given up a role or a pairing. */
  readonly period: number;
  /** The world at an instant: who holds which role that day, who is on duty, and who is paired with whom. The same one where that is the same. */
  readonly at: (instant: number) => World;
  readonly duty: {
    /** Who is to be asked at an instant: who is on duty at the unit, else at a neighbour or above it, else whoever holds the role. */
    readonly onDuty: (role: string, unit: string, at: number) => OnDuty;
    /** The rosters of the role. */
    readonly rosters: (role: string) => readonly DefinitionRef[];
  };
  /** Whose ground lies where. */
  readonly places: Places;
  readonly categories: { readonly version: number; readonly tree: Tree };
  readonly standards: { readonly version: number; readonly find: (code: string) => Standard | undefined };
  /** Whether any unit keeps a calendar. */
  readonly hasCalendars: boolean;
  /** The calendar that the unit keeps; without a unit, the tenant's own. */
  readonly calendarOf: (unit: string | undefined) => Calendar | undefined;
  /** The process at that version; without one, the published one. */
  readonly process: (id: string, version?: number) => Process | undefined;
  /** The published mapping of a source's records. */
  readonly source: (id: string) => SourceDocument | undefined;
  readonly table: (id: string) => Table | undefined;
  readonly ladder: (ref: DefinitionRef) => Ladder | undefined;
  /** The published ladder of a process's clock: for the matter as a whole, or for its milestones. */
  readonly ladderOf: (process: string, clock: string, milestones: boolean) => Ladder | undefined;
}
