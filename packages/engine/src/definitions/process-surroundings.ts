import type { z } from "zod";
import type { Label } from "../model/label.ts";

/** What a process may refer to: everything it names must be here. */
export interface ProcessSurroundings {
  /** Commands the engine answers itself, in any process. */
  readonly commands: ReadonlySet<string>;
  /** The abilities a process may opt into. */
  readonly abilities: ReadonlySet<string>;
  /** The actions, each with what its parameters must look like. */
  readonly actions: ReadonlyMap<string, z.ZodType>;
  /** Guards the host registered, with the versions it registered them at. */
  readonly hostGuards: ReadonlyMap<string, string>;
  readonly roles: ReadonlySet<string>;
  /** Whether anybody holds the role today. */
  readonly isHeld: (role: string) => boolean;
  readonly tables: ReadonlySet<string>;
  /** The names that a FEEL guard reads, or what is wrong with it. */
  readonly feel: (source: string) => { readonly ok: true } | { readonly ok: false; readonly message: Label };
}
