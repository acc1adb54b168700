import { chineseHolidays, type Draft } from "@muster/engine";
import type { Command } from "commander";
import { checkDefinitions, isSound } from "../check-definitions.ts";
import { writing } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { addYears, type YearChange } from "../holiday-years.ts";
import { label } from "../label.ts";
import { printFindings } from "../print-findings.ts";
import { publishedDocument } from "../published-documents.ts";
import { readDefinition } from "../read-definition.ts";
import { translate } from "../translate.ts";

interface Options {
  readonly dryRun?: true;
}

/** `muster calendar import [FILE]`: a year's holidays, added to the list that calendars follow. */
export function calendarCommand(program: Command): void {
  const t = translate(program);
  const calendar = program.command("calendar").description(t("工作日历和节假日", "working calendars and holidays"));
  calendar
    .command("import")
    .description(
      t(
        "导入节假日表的年份（默认随附的国务院安排），其他年份保持不变",
        "import years of a holiday list (the shipped one of mainland China by default); other years stay as they are",
      ),
    )
    .argument("[file]", t("节假日表文件（NAME.holidays.json）", "a holiday list (NAME.holidays.json)"))
    .option("--dry-run", t("只显示会改变什么", "show what would change, write nothing"))
    .action(
      writing(async ({ engine, store, tenant, options, ...given }, command) => {
        const [file] = command.args;
        const dryRun = command.opts<Options>().dryRun === true;
        const read = file === undefined ? shipped : await readDefinition(file, "holidays");
        const draft = read.ok ? read.draft : undefined;
        const published = draft && (await publishedDocument(store, tenant.id, draft));
        const added = draft && addYears(published, draft.document);
        const files = read.ok && added ? [{ ...read, draft: { ...read.draft, document: added.document } }] : [read];
        const findings = await checkDefinitions(engine.check, tenant.id, files);
        printFindings(given, findings);
        const told = { dryRun, years: added?.years ?? [], findings };
        if (!added || !isSound(findings))
          throw failure(exitCodes.refused, "findings", label("有错误，什么也没有写入。", "There are errors; nothing was written."), told);
        const drafts: readonly Draft[] = [{ kind: "holidays", document: added.document }];
        const defined = dryRun ? undefined : await engine.define(tenant.id, drafts, options.as ?? "system");
        for (const year of added.years) given.print(yearLine(year));
        if (dryRun) given.print(label("试运行，什么也没有写入。", "A dry run: nothing was written."));
        const [now] = defined?.ok ? defined.published : [];
        if (now) given.print(`  ${now.kind}/${now.id}@${now.version}`);
        const recounted = now?.changed ? await engine.recount(tenant.id) : 0;
        if (recounted > 0)
          given.print(
            label(`重新计算了 ${recounted} 件未结案卷的时限。`, `The limits of ${countOf(recounted, "open ticket")} were counted anew.`),
          );
        given.emit({ ok: true, ...told, ...(now && { published: now, recounted }) });
        return exitCodes.done;
      }),
    );
}

const shipped = {
  ok: true,
  file: "cn.holidays.json",
  draft: chineseHolidays,
  key: "holidays/cn",
  lineOf: () => 1,
} as const;

function yearLine({ year, change, days }: YearChange) {
  switch (change) {
    case "added":
      return label(`  ${year}  新增，${days} 天`, `  ${year}  added, ${countOf(days, "day")}`);
    case "changed":
      return label(`  ${year}  有 ${days} 天不同`, `  ${year}  ${countOf(days, "day")} ${days === 1 ? "differs" : "differ"}`);
    case "unchanged":
      return label(`  ${year}  未变`, `  ${year}  unchanged`);
  }
}
