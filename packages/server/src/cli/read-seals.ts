import type { SignedSeal } from "@muster/engine";
import * as z from "zod";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";
import { readText } from "./read-text.ts";

/** What a journal is compared with: seals of any tenants, and the public key of whoever signed them, PEM. */
export interface Against {
  readonly seals: readonly SignedSeal[];
  readonly publicKey: string;
}

const sealSchema = z.strictObject({
  format: z.literal(1),
  tenant: z.string(),
  at: z.int().nonnegative(),
  position: z.int().nonnegative(),
  entries: z.int().nonnegative(),
  head: z.string(),
  signature: z.string(),
});

/** The seals of a file, one a line. A line that is none, and one that was cut short, ends the command: what is left proves nothing. */
export async function readSeals(file: string): Promise<readonly SignedSeal[]> {
  const lines = (await readText(file)).split("\n");
  if (lines.pop() !== "") throw notASeal(file, lines.length + 1);
  return lines.map((line, i) => {
    const read = sealSchema.safeParse(parsed(line));
    if (!read.success) throw notASeal(file, i + 1);
    return read.data;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function notASeal(file: string, line: number): Error {
  return failure(
    exitCodes.faults,
    "bad-seal",
    label(
      `${file}:${line} 不是完整的封印；请从另一份副本恢复此文件，不要手工改它。`,
      `${file}:${line} is no whole seal; restore this file from another copy, do not edit it by hand.`,
    ),
  );
}
