import type { FileSpec } from "@muster/engine/sources";
import { open } from "node:fs/promises";

type Encoding = FileSpec["encoding"];

/** What a file's beginning looks like: an encoding, a spreadsheet that is no text at all, or nothing known. */
export type Guess = Encoding | "xlsx" | "xls" | undefined;

/** How much of a file tells what it is, in bytes. */
const enough = 1 << 16;

/** Guesses what a file is, to say it to a person; a file is never read by a guess. */
export async function guessEncoding(file: string): Promise<Guess> {
  const bytes = await beginningOf(file);
  if (begins(bytes, 0x50, 0x4b, 3, 4)) return "xlsx";
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "xls";
  // Every other byte of UTF-16 is a NUL where the text has Latin letters, digits or commas.
  if (begins(bytes, 0xff, 0xfe) || bytes.some((byte, i) => i % 2 === 1 && byte === 0)) return "utf-16le";
  return (["utf-8", "gb18030"] as const).find((encoding) => isText(bytes, encoding));
}

async function beginningOf(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(enough), 0, enough, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function begins(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The last character may be cut in half. */
function isText(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }) !== "";
  } catch {
    return false;
  }
}
