import { referenceOf, type Reference } from "../../definitions/process.ts";
import { canonical } from "../../model/canonical.ts";
import { inApp } from "../actions/notify.ts";

/** Word that an action of a rung sends. */
export interface Word {
  readonly channel: string;
  /** Whom it is for: equal where it is the same people. */
  readonly to: string;
}

/** The channel and the recipients of an action that sends word; undefined for one that sends none. */
export function wordOf(reference: Reference): Word | undefined {
  const { type, params } = referenceOf(reference);
  if (type !== "notify" && type !== "urge" && type !== "supervise") return undefined;
  const { channel = inApp, topic: _topic, ...to } = params;
  return typeof channel === "string" ? { channel, to: canonical({ ...to, type }) } : undefined;
}
