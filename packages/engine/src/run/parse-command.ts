import * as z from "zod";
import type { Command } from "../model/command.ts";
import { formSchema } from "../model/form-schema.ts";
import { rule } from "../model/issue-label.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import { storableSchema } from "../model/schema.ts";
import { pointSchema } from "../model/point-schema.ts";
import { badCommand, unreadableCommand } from "./bad-command.ts";

const id = storableSchema.min(1).max(64);
const name = storableSchema.min(1).max(200);

const base = {
  type: name,
  at: z.number().optional(),
  historical: z.boolean().optional(),
  form: formSchema.optional(),
  attachments: z
    .array(
      z.strictObject({
        name,
        mediaType: z
          .string()
          .max(100)
          .refine((type) => /^[\w.+-]+\/[\w.+-]+$/.test(type), rule("媒体类型须形如 image/jpeg", "a media type looks like image/jpeg")),
        size: z.int().positive(),
        sha256: z
          .string()
          .refine(
            (hash) => /^[0-9a-f]{64}$/.test(hash),
            rule("SHA-256 须为 64 位小写十六进制", "a SHA-256 is written as 64 lower-case hexadecimal digits"),
          ),
      }),
    )
    .max(20)
    .optional(),
};

const ticketCommandSchema = z.strictObject({ ...base, ticket: id, leg: name.optional(), ifRevision: z.int().optional() });

const reportSchema = z
  .strictObject({
    ...base,
    type: z.literal("report"),
    process: id,
    source: name.optional(),
    sourceKey: name.optional(),
    reporter: id.optional(),
    handedFrom: z.strictObject({ tenant: id, ticket: id, number: name, no: z.int().positive() }).optional(),
    point: pointSchema.optional(),
  })
  .refine(({ source, sourceKey }) => sourceKey === undefined || source !== undefined, {
    ...rule(
      "写了 sourceKey 就须写明来源 source，或去掉 sourceKey",
      "a sourceKey belongs to a source, which must be named; or leave the sourceKey away",
    ),
    path: ["source"],
  });

/**
 * What came from outside, as a command of the right shape and a bounded size. It is a copy, each value of which was read once: what is
 * decided, hashed and stored is what was checked here, whatever getters or proxies it came with.
 */
export function parseCommand(input: unknown): { readonly ok: true; readonly command: Command } | Refused {
  const parsed = readOnce(input);
  if (parsed === "unreadable") return unreadableCommand();
  if (parsed === "proto") return refuse("bad-input", "__proto__ 不能作为键。", "__proto__ cannot be a key.", "/form");
  return parsed.success ? { ok: true, command: parsed.data as Command } : badCommand(parsed.error);
}

function readOnce(input: unknown) {
  try {
    // The one key that a parsed record drops without a word.
    if (hasProto(input) || hasProto((input as { form?: unknown } | null | undefined)?.form)) return "proto";
    return schemaFor(input).safeParse(input, { reportInput: true });
  } catch {
    return "unreadable";
  }
}

/** A report is the one command that names no ticket. */
function schemaFor(input: unknown) {
  const isNew = typeof input === "object" && input !== null && "type" in input && input.type === "report" && !("ticket" in input);
  return isNew ? reportSchema : ticketCommandSchema;
}

function hasProto(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "__proto__");
}
