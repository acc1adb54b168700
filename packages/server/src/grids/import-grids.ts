import type { GridsDocument } from "@muster/engine";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { type FiledFinding, isSound, checkDefinitions } from "../cli/check-definitions.ts";
import { printStep } from "../cli/commands/proposal.ts";
import { publishDrafts } from "../cli/commands/publish.ts";
import { type Act, type Context, openContext } from "../cli/context.ts";
import { countOf } from "../cli/count-of.ts";
import { exitCodes, type ExitCode } from "../cli/exit-code.ts";
import { failure, wrongUsage } from "../cli/failure.ts";
import type { GlobalOptions } from "../cli/global-options.ts";
import { label } from "../cli/label.ts";
import { namesOf, withCode } from "../cli/names.ts";
import { writeNewFile } from "../cli/new-file.ts";
import { printFindings } from "../cli/print-findings.ts";
import { publishedDocument } from "../cli/published-documents.ts";
import type { Speech } from "../cli/speech.ts";
import { mergeGrids, type GridChange, type MergedGrids } from "./merge-grids.ts";
import { readGeoJson } from "./read-geojson.ts";
import { gridsIn } from "./grids-in.ts";

interface Options {
  readonly unitProperty?: string;
  readonly replace?: true;
  readonly out?: string;
  readonly propose?: string;
  readonly publish?: true;
  readonly approvedBy?: string;
}

/** `muster grids import FILE`: which grids a GeoJSON file adds and changes; written as a definition, proposed or published where that is asked for. */
export const importGrids: Act<GlobalOptions & Speech> = async (given, command) => {
  const [[file = ""], options] = [command.args, command.opts<Options>()];
  requireOneEnd(options);
  const context = await openContext(given, options.publish || options.propose !== undefined ? "write" : "read");
  try {
    const { engine, store, tenant } = context;
    const grids = gridsIn(file, await readGeoJson(file), options.unitProperty, await engine.world(tenant.id));
    const published = (await publishedDocument(store, tenant.id, { kind: "grids", document: {} })) as GridsDocument | undefined;
    const merged = mergeGrids(published, grids, options.replace === true);
    await printDifference(context, merged);
    const findings = await check(context, file, merged);
    printFindings(context, findings);
    if (!isSound(findings)) throw unsound(merged, findings);
    return await end(context, file, merged, findings, options);
  } finally {
    await context.close();
  }
};

/** What is done with sound grids. */
async function end(
  context: Context,
  file: string,
  merged: MergedGrids,
  findings: readonly FiledFinding[],
  { out, propose, publish, approvedBy }: Options,
): Promise<ExitCode> {
  const { changes, unchanged } = merged;
  if (out !== undefined) await writeNewFile(out, (partial) => writeFile(partial, `${JSON.stringify(merged.document)}\n`));
  if (changes.length > 0 && propose !== undefined)
    return printStep(
      context,
      await context.engine.executeProposal({ type: "propose", title: propose, drafts: [draftOf(merged)] }, context.actor),
    );
  if (changes.length > 0 && publish) return publishDrafts(context, [draftOf(merged)], basename(file).slice(0, 200), { approvedBy });
  context.emit({ ok: true, changes, unchanged, findings, ...(out !== undefined && { out }) });
  context.print(
    out === undefined
      ? label("什么也没有发布。", "Nothing was published.")
      : label(`定义已写入 ${out}；什么也没有发布。`, `The definition is in ${out}; nothing was published.`),
  );
  return exitCodes.done;
}

function requireOneEnd({ out, propose, publish, approvedBy }: Options): void {
  if (out !== undefined && !out.endsWith(".grids.json"))
    throw wrongUsage(label(`--out 须以 .grids.json 结尾，而不是 ${out}。`, `--out takes a file NAME.grids.json, not ${out}.`));
  if (publish && propose !== undefined)
    throw wrongUsage(label("--publish 和 --propose 只能用一个。", "Use either --publish or --propose."));
  if (publish && approvedBy === undefined)
    throw wrongUsage(
      label(
        "请用 --approved-by 写明批准人；或用 --propose 起草，由另一个人批准。",
        "Say with --approved-by who approved it; or use --propose, for another person to approve it.",
      ),
    );
}

function unsound({ changes, unchanged }: MergedGrids, findings: readonly FiledFinding[]): Error {
  const detail = label("有错误，什么也没有发布。", "There are errors; nothing was published.");
  return failure(exitCodes.refused, "findings", detail, { changes, unchanged, findings });
}

function draftOf({ document }: MergedGrids) {
  return { kind: "grids", document } as const;
}

/** Findings are told by the lines of the file; of a grid that was published before, without one. */
function check({ engine, tenant }: Context, file: string, merged: MergedGrids): Promise<readonly FiledFinding[]> {
  const lineOf = (pointer: string): number => merged.lines[Number(/^\/map\/features\/(\d+)/.exec(pointer)?.[1] ?? -1)]?.() ?? 1;
  return checkDefinitions(engine.check, tenant.id, [{ ok: true, file, draft: draftOf(merged), key: "grids/grids", lineOf }]);
}

async function printDifference(context: Context, { changes, unchanged }: MergedGrids): Promise<void> {
  const names = await namesOf(context);
  for (const { unit, change } of changes.slice(0, mostLines)) context.print(`  ${signs[change]} ${withCode(names.unit(unit), unit)}`);
  if (changes.length > mostLines)
    context.print(label(`  ……另有 ${changes.length - mostLines} 个`, `  … and ${changes.length - mostLines} more`));
  const count = (wanted: GridChange["change"]) => changes.filter(({ change }) => change === wanted).length;
  const [added, changed, removed] = [count("added"), count("changed"), count("removed")];
  context.print(
    label(
      `新增 ${added} 个网格，改动 ${changed} 个，移除 ${removed} 个，未变 ${unchanged} 个。`,
      `${countOf(added, "grid")} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged.`,
    ),
  );
}

/** A first map has thousands of grids; --json names them all. */
const mostLines = 50;

const signs: Readonly<Record<GridChange["change"], string>> = { added: "+", changed: "~", removed: "-" };
