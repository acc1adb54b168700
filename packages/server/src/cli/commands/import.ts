import type { Command } from "commander";
import { callerOf, type Finding, type World } from "@muster/engine";
import { fileFindings, finding as findingAt, mappingOf, parseMapping, type Checked, type Mapping } from "@muster/engine/sources";
import { basename, extname, resolve } from "node:path";
import { acting, openContext } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import type { GlobalOptions } from "../global-options.ts";
import { interruption } from "../interruption.ts";
import { scanJson } from "../json/scan-json.ts";
import { label } from "../label.ts";
import { parseCount } from "../parse-count.ts";
import { progressLine } from "../progress-line.ts";
import { printFindings } from "../print-findings.ts";
import { requireFile } from "../read-bytes.ts";
import { readText } from "../read-text.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";
import { importFile, type ImportSummary, type Progress } from "../../import/import-file.ts";
import { isSheet } from "../../import/rows/read-rows.ts";
import { printSummary } from "../../import/say/print-summary.ts";

interface Options {
  readonly mapping?: string;
  readonly source?: string;
  readonly dryRun?: true;
  readonly rejects?: string;
  readonly limit?: string;
  readonly strict?: true;
}

/** `muster import FILE --mapping FILE`: reports, categories or standards from a CSV or XLSX file; safe to run again. */
export function importCommand(program: Command): void {
  const t = translate(program);
  program
    .command("import")
    .description(
      t(
        "按映射导入 CSV 或 XLSX：历史上报、类别、标准；可重复运行",
        "import a CSV or XLSX file by a mapping: past reports, categories, standards; safe to run again",
      ),
    )
    .argument("<file>", t("CSV 或 XLSX 文件", "the CSV or XLSX file"))
    .option("--mapping <file>", t("映射文件：哪一列是什么", "the mapping: which column is what"))
    .option("--source <code>", t("改用已发布来源的映射", "instead of a file: the mapping of a published source"))
    .option("--dry-run", t("只说明会发生什么，不写入", "say what would happen and write nothing"))
    .option(
      "--rejects <file>",
      t(
        "拒绝和标注的行列在此文件（默认为当前文件夹中的 文件名.映射名.rejects.csv，XLSX 的为 .xlsx；没有这样的行则没有此文件）",
        "the file that lists rejected and flagged rows (default: NAME.MAPPING.rejects.csv in the working folder, .xlsx for an XLSX file; none without such rows)",
      ),
    )
    .option("--limit <rows>", t("至多导入多少行", "how many rows at most"))
    .option(
      "--strict",
      t("有任何一行被拒绝就以退出码 1 结束（默认：全部被拒绝时）", "end with code 1 where any row was rejected (default: where all were)"),
    )
    .action(acting((given, command) => run(given, command.args[0] ?? "", command.opts<Options>())));
}

async function run(given: GlobalOptions & Speech, file: string, options: Options): Promise<ExitCode> {
  const { dryRun = false } = options;
  const limit = options.limit === undefined ? undefined : parseCount("--limit", options.limit);
  const chosen = await chooseMapping(options);
  await requireFile(file);
  const refusal = (findings: readonly Finding[]): Error => {
    printFindings(
      given,
      findings.map((finding) => placed(finding, file, chosen)),
    );
    return failure(exitCodes.refused, "findings", label("什么也没有导入。", "Nothing was imported."), { findings });
  };
  const parsed = chosen.mapping();
  if (parsed && !parsed.ok) throw refusal(parsed.findings);
  const { io } = given.invocation;
  const context = await openContext(given, dryRun ? "read" : "write");
  const progress = progressLine(given.invocation);
  const show = ({ done, total, rejected }: Progress): void =>
    progress.show(done, total, label(`${done} / ${total} 行，拒绝 ${rejected}`, `${done} of ${total} rows, ${rejected} rejected`));
  try {
    const { engine, store, tenant, actor } = context;
    const mapping = parsed ?? publishedMapping(await engine.world(tenant.id), chosen.name);
    if (!mapping.ok) throw refusal(mapping.findings);
    const into = { engine, store, tenant: tenant.id, author: callerOf(actor) };
    const rejects = resolve(options.rejects ?? rejectsName(file, chosen.name, isSheet(file, mapping.value.file)));
    const done = await importFile(into, file, mapping.value, { dryRun, rejects, limit, progress: show, signal: interruption(io) });
    progress.end();
    if (!done.ok) throw refusal(done.findings);
    await printSummary(context, done.value);
    const short = shortfall(done.value, options.strict === true);
    if (short) throw short;
    given.emit({ ok: true, ...done.value });
    return exitCodes.done;
  } finally {
    await context.close();
  }
}

/** Named after both, since one file may be imported by several mappings, and in the form that the same mapping reads again. */
function rejectsName(file: string, mapping: string, sheet: boolean): string {
  const [of, by] = [basename(file, extname(file)), basename(mapping).replace(/(?:\.mapping)?\.json$/, "")];
  return `${of === by ? of : `${of}.${by}`}.rejects.${sheet ? "xlsx" : "csv"}`;
}

/** What keeps a finished run from having done all of it. */
function shortfall(summary: ImportSummary, strict: boolean): Error | undefined {
  const { left, rejected, rows } = summary;
  if (left > 0) {
    const detail = label(
      `已中止，还有 ${left} 行未处理；再次运行即可继续。`,
      `Stopped with ${countOf(left, "row")} to go; run it again to go on.`,
    );
    return failure(exitCodes.failed, "interrupted", detail, { ...summary });
  }
  if (rejected === 0 || !(strict || rejected === rows)) return undefined;
  const detail =
    rejected === rows
      ? label(
          `没有一行可以导入（拒绝 ${rejected} 行）；请按上面的原因改正映射或文件，再运行一次。`,
          `No row could be imported (${countOf(rejected, "row")} rejected); mend the mapping or the file by the reasons above and run it again.`,
        )
      : label(`${rejected} 行被拒绝。`, `${countOf(rejected, "row")} rejected.`);
  return failure(exitCodes.refused, "rejected-rows", detail, { ...summary });
}

/** The mapping that the command line names: a file, or a published source, which is looked up once the database is open. */
interface ChosenMapping {
  readonly name: string;
  readonly lineOf?: (pointer: string) => number;
  /** Undefined where it is a source's. */
  readonly mapping: () => Checked<Mapping> | undefined;
}

async function chooseMapping({ mapping, source }: Options): Promise<ChosenMapping> {
  if (source !== undefined && mapping === undefined) return { name: source, mapping: () => undefined };
  if (mapping === undefined || source !== undefined)
    throw wrongUsage(label("请写明 --mapping 或 --source 之一。", "Name either --mapping or --source."));
  const scanned = scanJson(await readText(mapping));
  if (scanned.ok) return { name: mapping, lineOf: scanned.lineOf, mapping: () => parseMapping(scanned.value) };
  const { line, column, message } = scanned;
  throw wrongUsage(
    label(`${mapping}:${line}:${column} 不是 JSON：${message["zh-CN"]}`, `${mapping}:${line}:${column} is not JSON: ${message.en}`),
  );
}

function publishedMapping(world: World, code: string): Checked<Mapping> {
  const source = world.source(code);
  if (!source) {
    const [zh, en] = [`没有发布来源 ${code}；请先发布，或用 --mapping。`, `No source ${code} is published; publish it, or use --mapping.`];
    return { ok: false, findings: [findingAt("", "no-source", zh, en)] };
  }
  const mapping = mappingOf(source);
  const findings = fileFindings(mapping);
  return findings.length > 0 ? { ok: false, findings } : { ok: true, value: mapping };
}

/** A finding about a mapping file has a line there; one about what was published, or the file itself, has none. */
function placed(finding: Finding, file: string, { name, lineOf }: ChosenMapping) {
  const { place } = finding;
  if (!place.startsWith("/")) return { file, finding };
  return lineOf ? { file: name, line: lineOf(place), finding } : { file: name, finding };
}
