import type { Command } from "commander";
import { exportTable } from "../../table/export-table.ts";
import { importTable } from "../../table/import-table.ts";
import { acting, reading } from "../context.ts";
import { translate } from "../translate.ts";

/** `muster table export|import`: rule tables for other programs, and back. */
export function tableCommand(program: Command): void {
  const t = translate(program);
  const table = program
    .command("table")
    .description(t("规则表与 DMN 编辑器、电子表格的交换", "rule tables for DMN editors and spreadsheets, and back"));
  table
    .command("export")
    .description(
      t("把已发布的规则表写成 DMN 1.3 或 XLSX，供编辑器修改", "write a published rule table as DMN 1.3 or XLSX, to be edited elsewhere"),
    )
    .argument("<table>", t("规则表，如 routing 或 table/routing@1", "the table, such as routing or table/routing@1"))
    .argument("<file>", t("新文件，以 .dmn 或 .xlsx 结尾", "a new file that ends in .dmn or .xlsx"))
    .action(reading(exportTable));
  table
    .command("import")
    .description(
      t(
        "读取 DMN 1.3 至 1.5 或 XLSX，列出与已发布规则表的差别和须改之处；不发布",
        "read DMN 1.3 to 1.5 or XLSX, and list what differs from the published table and what is to be mended; publishes nothing",
      ),
    )
    .argument("<file>", t("DMN 或 XLSX 文件", "a DMN or XLSX file"))
    .option("--out <file>", t("把草稿写成定义文件 NAME.table.json", "write the draft as a definition file, NAME.table.json"))
    .option(
      "--propose <title>",
      t("把改动起草为变更申请，一句话说明改什么", "make a proposal of what differs; what it changes, in a sentence"),
    )
    .option("--decision <name>", t("只取 DMN 中的这个决策", "take this decision of a DMN file only"))
    .action(acting(importTable));
}
