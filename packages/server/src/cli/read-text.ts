import type { Label } from "@muster/engine";
import { decodeUtf8, notUtf8 } from "./decode-utf8.ts";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { readBytes } from "./read-bytes.ts";

/** The text of a file that the command line names. */
export async function readText(file: string): Promise<string> {
  return textIn(await readBytes(file), label(file, file));
}

/** Bytes as text; where they are in another encoding the command ends, and says of what. */
export function textIn(bytes: Uint8Array, source: Label): string {
  const decoded = decodeUtf8(bytes);
  if (decoded.ok) return decoded.text;
  throw wrongUsage(notUtf8(source, decoded.line));
}
