import type { Command } from "commander";
import { importGrids } from "../../grids/import-grids.ts";
import { acting } from "../context.ts";
import { translate } from "../translate.ts";

/** `muster grids import FILE`: the ground of units from a map. */
export function gridsCommand(program: Command): void {
  const t = translate(program);
  const grids = program.command("grids").description(t("网格图：各单位的地在哪里", "grids: where the ground of each unit lies"));
  grids
    .command("import")
    .description(
      t(
        "读取 GeoJSON（WGS 84），列出新增和改动的网格及须改之处；默认只预览",
        "read GeoJSON (WGS 84) and list which grids it adds and changes, and what is to be mended; by default a preview only",
      ),
    )
    .argument("<file>", t("GeoJSON 文件：每个单位一个 Polygon 或 MultiPolygon", "a GeoJSON file: a Polygon or MultiPolygon for each unit"))
    .option(
      "--unit-property <name>",
      t("写有单位编码或名称的属性（默认用 Feature 的 id）", "the property that holds the unit's code or name (default: the feature's id)"),
    )
    .option("--replace", t("文件中没有的网格一律移除（默认保持不变）", "remove the grids that the file does not have (default: they stay)"))
    .option("--out <file>", t("写成定义文件 NAME.grids.json", "write it as a definition file, NAME.grids.json"))
    .option("--propose <title>", t("把改动起草为变更申请，一句话说明改什么", "make a proposal of it; what it changes, in a sentence"))
    .option("--publish", t("没有错误就发布（须有 --approved-by）", "publish it where there are no errors (takes --approved-by)"))
    .option("--approved-by <person>", t("由谁批准（起草人用 --as）", "who approved it (the author is named with --as)"))
    .action(acting(importGrids));
}
