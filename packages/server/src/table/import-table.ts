import { type Change, diffDocuments, type Draft, type Json } from "@muster/engine";
import { writeFile } from "node:fs/promises";
import { type FiledFinding, isSound } from "../cli/check-definitions.ts";
import { printStep } from "../cli/commands/proposal.ts";
import { type Act, openContext } from "../cli/context.ts";
import { exitCodes, type ExitCode } from "../cli/exit-code.ts";
import { failure, wrongUsage } from "../cli/failure.ts";
import { findingsOf } from "../cli/findings-of.ts";
import type { GlobalOptions } from "../cli/global-options.ts";
import { label } from "../cli/label.ts";
import { writeNewFile } from "../cli/new-file.ts";
import { printChanges } from "../cli/print-changes.ts";
import { printFindings } from "../cli/print-findings.ts";
import { type PublishedTables, publishedTables } from "../cli/published-tables.ts";
import type { Speech } from "../cli/speech.ts";
import { draftsIn, type ImportedDraft } from "./drafts-in.ts";

interface Options {
  readonly out?: string;
  readonly decision?: string;
  readonly propose?: string;
}

/** `muster table import FILE`: what a file of another program changes of what is published, and the draft of it; publishes nothing. */
export const importTable: Act<GlobalOptions & Speech> = async (given, command) => {
  const [file = ""] = command.args;
  const { out, decision, propose } = command.opts<Options>();
  if (out !== undefined && !out.endsWith(".table.json")) throw wrongUsage(noDefinition(out));
  const published = await publishedTables(given);
  const read = await draftsIn(file, published);
  const drafts = chosen(read.drafts, decision, out);
  const checked = await findingsOf(
    given,
    drafts.map((draft) => draft.file),
    (engine) => engine.check,
  );
  const keys = new Set(drafts.map((draft) => draft.file.key));
  const own = read.findings.filter(({ definition }) => definition === undefined || keys.has(definition));
  const findings = [...own, ...checked.findings.map((found) => inItsCell(found, drafts))];
  const compared = drafts.map((draft) => compare(draft, published));
  for (const each of compared) tell(given, each, file);
  printFindings(given, findings);
  if (out !== undefined) await save(out, drafts);
  // A proposal may be unfinished: what is wrong with it is told here and again where it is submitted.
  const changed = drafts.filter((_, i) => (compared[i]?.changes.length ?? 0) > 0).map((draft) => draft.file.draft);
  if (propose !== undefined && changed.length > 0) return saveProposal(given, propose, changed, findings);
  const told = { drafts: compared, findings, ...(out !== undefined && { out }) };
  const written = out === undefined ? label("", "") : label(`草稿已写入 ${out}。`, `The draft is in ${out}. `);
  if (!isSound(findings))
    throw failure(
      exitCodes.refused,
      "findings",
      label(
        `${written["zh-CN"]}有错误，改正后才能发布（${checked.among["zh-CN"]}）。`,
        `${written.en}There are errors to mend before it can be published (${checked.among.en}).`,
      ),
      told,
    );
  given.emit({ ok: true, ...told });
  given.print(
    label(
      `${written["zh-CN"]}没有发布任何内容（${checked.among["zh-CN"]}）。`,
      `${written.en}Nothing was published (${checked.among.en}).`,
    ),
  );
  return exitCodes.done;
};

async function saveProposal(
  given: GlobalOptions & Speech,
  title: string,
  drafts: readonly Draft[],
  findings: readonly FiledFinding[],
): Promise<ExitCode> {
  const context = await openContext(given);
  try {
    const answer = await context.engine.executeProposal({ type: "propose", title, drafts }, context.actor);
    if (answer.ok) given.emit({ ...answer, findings });
    return answer.ok ? printStep({ ...context, emit: () => {} }, answer) : printStep(context, answer);
  } finally {
    await context.close();
  }
}

interface Compared {
  readonly definition: string;
  readonly decision?: string;
  readonly from: "published" | "∅";
  readonly changes: readonly Change[];
  readonly document: unknown;
}

function compare({ file, name, decision }: ImportedDraft, { latest }: PublishedTables): Compared {
  const before = latest(name.id);
  const { document } = file.draft;
  const changes = diffDocuments((before ?? null) as Json, document as Json);
  return { definition: file.key, ...(decision !== undefined && { decision }), from: before ? "published" : "∅", changes, document };
}

function tell(given: Speech, { definition, from, changes }: Compared, file: string): void {
  const between = `${definition}  ${from} → ${file}`;
  if (changes.length === 0) return given.print(label(`${between}：没有差别`, `${between}: no difference`));
  given.print(between);
  printChanges(given, changes);
}

/** The decision that is named, or all there are; where one is to be written, there must be one. */
function chosen(drafts: readonly ImportedDraft[], decision: string | undefined, out: string | undefined): readonly ImportedDraft[] {
  const wanted = drafts.filter((draft) => decision === undefined || draft.decision === decision || draft.name.id === decision);
  const names = drafts.map((draft) => draft.decision ?? draft.name.id).join(", ");
  if (wanted.length === 0)
    throw wrongUsage(
      drafts.length === 0
        ? label("文件中没有决策表。", "The file holds no decision table.")
        : label(`文件中没有决策表 ${decision}；有：${names}。`, `The file holds no decision table ${decision}; it has ${names}.`),
    );
  if (out !== undefined && wanted.length > 1)
    throw wrongUsage(
      label(
        `文件中有多张决策表：${names}；请用 --decision 指定一张。`,
        `The file holds several decision tables: ${names}; name one with --decision.`,
      ),
    );
  return wanted;
}

async function save(out: string, [draft]: readonly ImportedDraft[]): Promise<void> {
  await writeNewFile(out, (partial) => writeFile(partial, `${JSON.stringify(draft?.file.draft.document, null, 2)}\n`));
}

function noDefinition(out: string) {
  return label(`--out 须以 .table.json 结尾，而不是 ${out}。`, `--out takes a file NAME.table.json, not ${out}.`);
}

/** A workbook has cells in place of lines. */
function inItsCell(found: FiledFinding, drafts: readonly ImportedDraft[]): FiledFinding {
  const draft = drafts.find(({ file }) => file.key === found.definition && file.file === found.file);
  if (!draft?.cellOf || found.file === undefined) return found;
  const { line: _line, column: _column, ...others } = found;
  const cell = draft.cellOf(found.finding.place);
  return { ...others, file: cell === undefined ? found.file : `${found.file} ${cell}` };
}
