import type { ActorRef } from "./actor.ts";
import type { JsonObject } from "./json.ts";

/** Who must agree: whoever holds the role there. */
export interface Approver {
  readonly role: string;
  readonly at: "area" | "owner" | "anywhere";
}

/** A command that waits until others agree to it, one after the other. */
export interface Request {
  readonly by: ActorRef;
  readonly at: number;
  /** What it was filled in with, human text by reference. */
  readonly form: JsonObject;
  /** In their order, as the process said when it was asked. */
  readonly approvers: readonly Approver[];
  /** The callers who have agreed so far. */
  readonly approvedBy: readonly string[];
}
