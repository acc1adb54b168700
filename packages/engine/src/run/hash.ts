import { hash } from "node:crypto";
import type { DefinitionRow } from "../store/definitions.ts";
import type { FeedRow } from "../store/journal.ts";

/** SHA-256 of a text's UTF-8, hex. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** What the first entry of a journal is chained to. */
export const noHead = "";

/** The hash of an entry: over the hash before it and its own canonical bytes. */
export function chain(head: string, body: string): string {
  return sha256(head + body);
}

/** The hash of a definition: over its kind, its id, its version and its canonical bytes, so that none can stand in another's place. */
export function definitionHash({ kind, id, version, body }: Omit<DefinitionRow, "hash">): string {
  return sha256(`${kind} ${id} ${version}\n${body}`);
}

/** The running hash of a tenant's feed: over the hash before it and a line that names an entry by its place and its own hash. */
export function chainFeed(head: string, { position, ticket, seq, hash: entry }: FeedRow): string {
  return sha256(`${head}\n${position} ${ticket} ${seq} ${entry}`);
}
