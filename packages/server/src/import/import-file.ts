import type { Engine, Finding, Published, Store } from "@muster/engine";
import { type Checked, type Mapping, finding, isRejection } from "@muster/engine/sources";
import { resolve } from "node:path";
import { countTickets, type TicketCounts } from "./count-tickets.ts";
import { missingColumns } from "./missing-columns.ts";
import type { RowResult } from "./outcome.ts";
import { openRejects } from "./rejects-file.ts";
import { importReports } from "./reports/import-reports.ts";
import { readRows, type ImportFile } from "./rows/read-rows.ts";
import type { SourceRow } from "./rows/source-row.ts";
import { importDefinitions } from "./standards/import-definitions.ts";
import { tallying, type Tally } from "./tally.ts";

export interface ImportInto {
  readonly engine: Engine;
  readonly store: Store;
  readonly tenant: string;
  /** Who publishes definitions. */
  readonly author: string;
}

export interface ImportOptions {
  /** Says what would happen and writes nothing, the rejects file included. */
  readonly dryRun?: boolean;
  /** Where rejected and flagged rows are listed; nowhere where absent. */
  readonly rejects?: string | undefined;
  /** Rows at most. */
  readonly limit?: number | undefined;
  readonly progress?: ((at: Progress) => void) | undefined;
  /** Asks to stop: rows that have begun are finished, no other is begun. */
  readonly signal?: AbortSignal | undefined;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly rejected: number;
}

export interface ImportSummary extends Tally {
  readonly target: Mapping["target"];
  readonly dryRun: boolean;
  /** Rows that were not looked at, because it was asked to stop. */
  readonly left: number;
  readonly milliseconds: number;
  /** The rejects file, where there was something to list. */
  readonly rejects?: string;
  /** Of definitions: how many names and conditions came without English, so that the Chinese stands in its place. */
  readonly withoutEnglish?: number;
  readonly published?: readonly Published[];
  readonly counts?: TicketCounts;
}

/** Imports a file by a mapping. Findings mean that nothing was sent; a row that is not as it should be is no finding but a rejected row. */
export async function importFile(
  into: ImportInto,
  path: string,
  mapping: Mapping,
  options: ImportOptions = {},
): Promise<Checked<ImportSummary>> {
  const { dryRun = false, limit = Infinity, progress, signal } = options;
  const started = performance.now();
  const read = await readRows(path, mapping.file);
  if (!read.ok) return read;
  const missing = await missingColumns(path, mapping, read.value.columns);
  if (missing.length > 0) return { ok: false, findings: missing };
  if (options.rejects !== undefined && resolve(options.rejects) === resolve(path)) return { ok: false, findings: [sameFile(path)] };
  const wanted = options.rejects === undefined || dryRun ? undefined : await openRejects(options.rejects, read.value.columns);
  if (wanted && !wanted.ok) return wanted;
  const rejects = wanted?.value;
  const counting = tallying();
  const total = Math.min(read.value.count, limit);
  let [done, rejected] = [0, 0];
  const take = async (ended: RowResult) => {
    const result = told(ended);
    counting.add(result);
    if (result.reasons.length > 0) await rejects?.add(result);
    done += 1;
    if (result.outcome === "rejected") rejected += 1;
    progress?.({ done, total, rejected });
  };
  try {
    const sent = await send(into, mapping, read.value, upTo(read.value.rows(), limit, signal), dryRun, take, signal);
    if (!sent.ok) {
      await rejects?.abandon();
      return sent;
    }
    const hasRejects = (await rejects?.finish()) === true;
    const left = total - done;
    const milliseconds = Math.round(performance.now() - started);
    const listed = hasRejects && options.rejects !== undefined ? { rejects: options.rejects } : {};
    return { ok: true, value: { target: mapping.target, dryRun, ...counting.tally(), left, milliseconds, ...listed, ...sent.value } };
  } catch (cause) {
    await rejects?.abandon();
    throw cause;
  }
}

/** A note says what became of the row's ticket, or of its definition; a row that made none has only why it did not. */
function told(result: RowResult): RowResult {
  return result.outcome === "rejected" ? { ...result, reasons: result.reasons.filter(isRejection) } : result;
}

/** A corrected rejects file with nothing left to reject would be taken away as an old one. */
function sameFile(path: string): Finding {
  return finding(
    "",
    "rejects-is-input",
    `${path} 正是要导入的文件；请用 --rejects 换一个名字。`,
    `${path} is the file to import; name another with --rejects.`,
  );
}

type Sent = Pick<ImportSummary, "withoutEnglish" | "published" | "counts">;

async function send(
  into: ImportInto,
  mapping: Mapping,
  file: ImportFile,
  rows: AsyncIterable<SourceRow>,
  dryRun: boolean,
  take: (result: RowResult) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<Checked<Sent>> {
  const { engine, tenant } = into;
  if (mapping.target === "reports") {
    const noProcess = await processFinding(into, mapping.process);
    if (noProcess) return { ok: false, findings: [noProcess] };
    for await (const result of importReports(engine, tenant, mapping, file, rows, dryRun)) await take(result);
    return { ok: true, value: { counts: await countTickets(engine, tenant, mapping.source) } };
  }
  const imported = await importDefinitions(into, mapping, rows, dryRun, signal);
  if (!imported.ok) return imported;
  for (const result of imported.value.results) await take(result);
  const { withoutEnglish, published } = imported.value;
  return { ok: true, value: { withoutEnglish, published } };
}

async function processFinding({ engine, tenant }: ImportInto, process: string): Promise<Finding | undefined> {
  if ((await engine.world(tenant)).process(process)) return undefined;
  const [zh, en] = [
    `租户 ${tenant} 没有发布流程 ${process}；请先发布定义。`,
    `The tenant ${tenant} has published no process ${process}; publish its definitions first.`,
  ];
  return { severity: "error", code: "no-process", place: "/process", message: { "zh-CN": zh, en } };
}

async function* upTo(rows: AsyncIterable<SourceRow>, limit: number, signal: AbortSignal | undefined): AsyncGenerator<SourceRow> {
  let left = limit;
  for await (const row of rows) {
    if (left <= 0 || signal?.aborted === true) return;
    yield row;
    left -= 1;
  }
}
