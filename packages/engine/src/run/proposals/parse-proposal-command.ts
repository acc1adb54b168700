import * as z from "zod";
import { definitionKinds } from "../../model/definition-kind.ts";
import { rule } from "../../model/issue-label.ts";
import type { ProposalCommand } from "../../model/proposal.ts";
import type { Refused } from "../../model/refusal.ts";
import { storableSchema } from "../../model/schema.ts";
import { badCommand, unreadableCommand } from "../bad-command.ts";

/** Said, rather than blank. */
const words = (most: number) =>
  storableSchema
    .min(1)
    .max(most)
    .refine((text) => text.trim() !== "", rule("只有空白，请写上文字", "it is blank; write some words"));

/** The last instant of the year 9999. */
const latest = 253_402_300_799_999;

const drafts = z
  .array(z.strictObject({ kind: z.enum(definitionKinds), document: z.unknown(), base: z.int().min(0).optional() }))
  .min(1)
  .max(100);

const onProposal = { proposal: z.int().min(1), ifRevision: z.int().optional() };

const commandSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("propose"), title: words(200), drafts }),
  z.strictObject({ ...onProposal, type: z.literal("revise"), title: words(200).optional(), drafts: drafts.optional() }),
  z.strictObject({ ...onProposal, type: z.enum(["submit", "withdraw", "discard"]) }),
  z.strictObject({ ...onProposal, type: z.literal("approve"), opinion: words(2000).optional() }),
  z.strictObject({ ...onProposal, type: z.literal("disapprove"), opinion: words(2000) }),
  z.strictObject({ ...onProposal, type: z.literal("publish"), at: z.int().max(latest).optional() }),
]);

/** What came from outside, as a command of the right shape and a bounded size; what the documents hold is looked at when they are saved. */
export function parseProposalCommand(input: unknown): { readonly ok: true; readonly command: ProposalCommand } | Refused {
  const parsed = readOnce(input);
  if (parsed === undefined) return unreadableCommand();
  return parsed.success ? { ok: true, command: parsed.data as ProposalCommand } : badCommand(parsed.error);
}

function readOnce(input: unknown) {
  try {
    return commandSchema.safeParse(input, { reportInput: true });
  } catch {
    return undefined;
  }
}
