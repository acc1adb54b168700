import { open, readFile } from "node:fs/promises";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { systemReason } from "./system-reason.ts";

/** The bytes of a file that the command line names. */
export async function readBytes(file: string): Promise<Uint8Array> {
  return naming(file, readFile(file));
}

/** Ends the command where a file that it names cannot be read, by whoever reads it later. */
export async function requireFile(file: string): Promise<void> {
  const handle = await naming(file, open(file));
  try {
    // A folder can be opened, but not read.
    await naming(file, handle.read(Buffer.alloc(1), 0, 1, 0));
  } finally {
    await handle.close();
  }
}

/** Whatever names a file that is not there, or may not be read, is not written as it should be: one code and one wording for all of them. */
export async function naming<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    const why = systemReason(cause);
    throw wrongUsage(label(`无法读取 ${file}：${why["zh-CN"]}。`, `Cannot read ${file}: ${why.en}.`));
  }
}
