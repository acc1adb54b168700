import { canonical } from "./canonical.ts";
import type { JsonObject } from "./json.ts";

/** Something to be done outside the ticket, written with it and delivered later, at least once, under one id. */
export interface Effect {
  /** The delivery's id on every try. */
  readonly id: string;
  /** Which host handler takes it; `engine` for commands to other tickets. */
  readonly destination: string;
  readonly topic: string;
  /** The same on every try. Human text and addresses only by reference: they are resolved when it is sent. */
  readonly payload: JsonObject;
}

/** The bytes that the journal keeps the hash of: what a delivery must still be on every try. */
export function envelopeOf({ id, destination, topic, payload }: Effect): string {
  return canonical({ destination, id, payload, topic });
}
