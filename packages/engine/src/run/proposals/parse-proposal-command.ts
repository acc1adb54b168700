import * as z from "zod";
import { definitionKinds } from "../../model/definition-kind.ts";
import { issueLabel, rule } from "../../model/issue-label.ts";
import type { ProposalCommand } from "../../model/proposal.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { storableSchema } from "../../model/schema.ts";

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
  if (parsed === undefined) {
    return refuse(
      "bad-input",
      "命令读取时出错（getter 或 Proxy）；请改为纯 JSON 数据后重发。",
      "The command is no plain JSON data: reading it fails, as with a getter or a proxy; correct it and send it again.",
    );
  }
  if (parsed.success) return { ok: true, command: parsed.data as ProposalCommand };
  const [issue] = parsed.error.issues;
  const place = (issue?.path ?? []).map((key) => `/${String(key)}`).join("");
  const said = issue && issueLabel(issue);
  return refuse(
    "bad-input",
    `命令在 ${place || "/"} 处不合要求：${said?.["zh-CN"] ?? ""}；请改正后重发。`,
    `The command does not fit at ${place || "/"}: ${said?.en ?? ""}; correct it and send it again.`,
    place,
  );
}

function readOnce(input: unknown) {
  try {
    return commandSchema.safeParse(input, { reportInput: true });
  } catch {
    return undefined;
  }
}
