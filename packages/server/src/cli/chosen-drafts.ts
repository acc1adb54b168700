import type { Context } from "./context.ts";
import { exitCodes } from "./exit-code.ts";
import { failure, wrongUsage } from "./failure.ts";
import { label } from "./label.ts";
import { parseCount } from "./parse-count.ts";
import { readDraftFiles, type ReadFiles } from "./read-drafts.ts";

/** The drafts of a proposal, or those in the files named; none where neither is. */
export async function chosenDrafts(
  context: Context,
  paths: readonly string[],
  proposal: string | undefined,
): Promise<ReadFiles | undefined> {
  if (proposal === undefined) return paths.length > 0 ? readDraftFiles(context, paths) : undefined;
  if (paths.length > 0) throw wrongUsage(label("--proposal 与草案文件不能同时使用。", "--proposal goes without files of drafts."));
  const id = parseCount("--proposal", proposal);
  const read = await context.engine.proposal(context.tenant.id, id);
  if (!read) throw failure(exitCodes.refused, "unknown-proposal", label(`没有变更申请 ${id}。`, `There is no proposal ${id}.`));
  const drafts = read.drafts.map(({ kind, document }) => ({ kind, document }));
  const files = read.drafts.map(({ kind, id: name, document }) => {
    const key = `${kind}/${name}`;
    return { ok: true, file: key, draft: { kind, document }, key, lineOf: () => 1 } as const;
  });
  return { files, drafts };
}
