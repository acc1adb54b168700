import type { Draft, Finding } from "@muster/engine";
import type { Command } from "commander";
import { basename } from "node:path";
import { isRejection } from "@muster/engine/sources";
import { parseOrgMapping } from "../../org/org-mapping.ts";
import { planImport, type OrgImport } from "../../org/plan-import.ts";
import { printImport } from "../../org/print-import.ts";
import { readParts } from "../../org/read-parts.ts";
import { acting, openContext, type Context } from "../context.ts";
import { exitCodes, type ExitCode } from "../exit-code.ts";
import { failure, wrongUsage } from "../failure.ts";
import type { GlobalOptions } from "../global-options.ts";
import { scanJson } from "../json/scan-json.ts";
import { label } from "../label.ts";
import { printFindings } from "../print-findings.ts";
import { requireFile } from "../read-bytes.ts";
import { readText } from "../read-text.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";
import { take } from "./proposal.ts";
import { publishDrafts } from "./publish.ts";

interface Options {
  readonly mapping: string;
  readonly propose?: true;
  readonly publish?: true;
  readonly approvedBy?: string;
  readonly title?: string;
  readonly withoutRejected?: true;
}

/** `muster org import FILE… --mapping FILE`: what sheets of units, people, pairings and responsibilities would change, and the change itself. */
export function orgImportCommand(org: Command): void {
  const t = translate(org);
  org
    .command("import")
    .description(
      t(
        "从 CSV 或 XLSX 导入单位、人员、包保和职责：先显示会改变什么",
        "import units, people, pairings and responsibilities from CSV or XLSX: shows first what would change",
      ),
    )
    .argument("<files...>", t("CSV 或 XLSX 文件", "CSV or XLSX files"))
    .requiredOption("--mapping <file>", t("映射文件：哪一列是什么", "the mapping: which column is what"))
    .option("--propose", t("起草一份变更申请，由另一个人批准", "make a proposal of it, for another person to approve"))
    .option("--publish", t("发布（批准人用 --approved-by）", "publish it (say with --approved-by who approved it)"))
    .option("--approved-by <person>", t("由谁批准（起草人用 --as）", "who approved it (its author is named with --as)"))
    .option("--title <text>", t("一句话说明改什么", "what it changes, in a sentence"))
    .option("--without-rejected", t("不等被拒绝的行改好，先走其余的", "go on without the rows that are rejected"))
    .action(acting((given, command) => run(given, command.args, command.opts<Options>())));
}

async function run(given: GlobalOptions & Speech, files: readonly string[], options: Options): Promise<ExitCode> {
  if (options.propose && options.publish)
    throw wrongUsage(label("--propose 和 --publish 不能同时使用。", "--propose and --publish exclude each other."));
  const refusal = (findings: readonly Finding[], file: string): Error => {
    printFindings(
      given,
      findings.map((finding) => ({ file, finding })),
    );
    return failure(exitCodes.refused, "findings", label("什么也没有写入。", "Nothing was written."), { findings });
  };
  const scanned = scanJson(await readText(options.mapping));
  if (!scanned.ok) {
    const { line, column, message } = scanned;
    const at = `${options.mapping}:${line}:${column}`;
    throw wrongUsage(label(`${at} 不是 JSON：${message["zh-CN"]}`, `${at} is not JSON: ${message.en}`));
  }
  const mapping = parseOrgMapping(scanned.value);
  if (!mapping.ok) throw refusal(mapping.findings, options.mapping);
  for (const file of files) await requireFile(file);
  const context = await openContext(given, options.propose || options.publish ? "write" : "read");
  try {
    const rows = await readParts(files, mapping.value);
    if (!rows.ok) throw refusal(rows.findings, options.mapping);
    const { engine, store, tenant } = context;
    const plan = await planImport({ engine, store, tenant: tenant.id }, mapping.value, rows.value);
    if (!plan.ok) throw refusal(plan.findings, files.join(", "));
    return await finish(context, plan.value, files, options);
  } finally {
    await context.close();
  }
}

async function finish(context: Context, plan: OrgImport, files: readonly string[], options: Options): Promise<ExitCode> {
  const { changes, rejected, rows, warnings, tickets, document } = plan;
  await printImport(context, plan);
  printFindings(
    context,
    warnings.map((finding) => ({ definition: "organisation", file: "organisation", finding })),
  );
  const told = {
    rows,
    changes,
    tickets: Object.fromEntries(tickets),
    findings: warnings,
    rejected: rejected.map(({ part, file, line, reasons }) => ({ part, file, line, reasons: reasons.filter(isRejection) })),
  };
  const nothing = changes.units.length + changes.people.length + changes.duties.length === 0;
  const writes = options.propose === true || options.publish === true;
  if (writes && rejected.length > 0 && !options.withoutRejected)
    throw failure(
      exitCodes.refused,
      "rejected-rows",
      label(
        `有 ${rejected.length} 行被拒绝，什么也没有写入；请改正它们，或用 --without-rejected 先走其余的。`,
        `${rejected.length} of the rows are rejected, and nothing was written; mend them, or go on without them (--without-rejected).`,
      ),
      told,
    );
  if (nothing || !writes) {
    context.emit({ ok: true, ...told });
    context.print(
      nothing
        ? label("与已发布的相同。", "It is what is published already.")
        : label(
            "什么也没有写入；用 --propose 起草变更申请，或用 --publish 发布。",
            "Nothing was written; go on with --propose or --publish.",
          ),
    );
    return nothing && rejected.length === rows && rows > 0 ? exitCodes.refused : exitCodes.done;
  }
  const drafts: readonly Draft[] = [{ kind: "organisation", document }];
  const title =
    options.title ??
    files
      .map((file) => basename(file))
      .join(", ")
      .slice(0, 200);
  if (options.propose) return take(context, { type: "propose", title, drafts });
  return publishDrafts(context, drafts, title, { approvedBy: options.approvedBy });
}
