import { hash } from "node:crypto";

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
