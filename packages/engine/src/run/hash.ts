import { createHash } from "node:crypto";

/** SHA-256, hex. */
export function sha256(...parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
}

/** What the first entry of a journal is chained to. */
export const noHead = "";

/** The hash of an entry: over the hash before it and its own canonical bytes. */
export function chain(head: string, body: string): string {
  return sha256(head, body);
}
