import { EngineError } from "../../model/engine-error.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Delivery, Handler } from "../deliver.ts";
import { execute, type ExecuteParts } from "../execute.ts";
import { readTexts } from "./read-texts.ts";

interface WordPayload {
  readonly to: string;
  readonly type: string;
  readonly ticket?: string;
  readonly sourceKey?: string;
  readonly form: JsonObject;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** Tells another tenant what became of a ticket: a command there, under the delivery's id as key, its texts sealed anew on that side. */
export async function passWord(parts: ExecuteParts, { tenant, id, payload }: Delivery): ReturnType<Handler> {
  const { to, type, ticket, sourceKey = "", form, texts } = payload as unknown as WordPayload;
  const named = ticket ?? (await parts.store.tickets.bySourceKey(to, tenant, sourceKey))?.id;
  if (named === undefined) return { undeliverable: `unknown-ticket: ${to} has no ticket from ${tenant} under ${sourceKey}` };
  const said = { ...form, from: tenant, ...(await readTexts(parts.store, tenant, texts)) };
  try {
    const answer = await execute(parts, { type, ticket: named, form: said }, { kind: "system", tenant: to }, { key: id });
    // A text was erased since it was told the first time.
    if (answer.ok || answer.refusal.code === "key-reused") return undefined;
    return { undeliverable: `${answer.refusal.code}: ${answer.refusal.detail.en}` };
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === "unknown-tenant") return { undeliverable: `${cause.code}: ${cause.message}` };
    throw cause;
  }
}
