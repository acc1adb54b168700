import type { DefinitionKind, Label } from "@muster/engine";

/** What the kinds of definitions are called. */
export const kinds: Readonly<Record<DefinitionKind, Label>> = {
  organisation: { "zh-CN": "组织", en: "organisation" },
  duty: { "zh-CN": "值班表", en: "duty roster" },
  grids: { "zh-CN": "网格图", en: "grids" },
  categories: { "zh-CN": "类别", en: "categories" },
  standards: { "zh-CN": "标准", en: "standards" },
  table: { "zh-CN": "规则表", en: "table" },
  source: { "zh-CN": "来源", en: "source" },
  ladder: { "zh-CN": "升级阶梯", en: "ladder" },
  process: { "zh-CN": "流程", en: "process" },
  cases: { "zh-CN": "用例", en: "cases" },
  evaluation: { "zh-CN": "综合评价", en: "evaluation" },
  calendar: { "zh-CN": "工作日历", en: "calendar" },
  holidays: { "zh-CN": "节假日表", en: "holidays" },
};

/** What the official steps are called. */
export const stages: Readonly<Record<string, Label>> = {
  report: { "zh-CN": "受理", en: "Report" },
  dispatch: { "zh-CN": "派遣", en: "Dispatch" },
  handle: { "zh-CN": "处置", en: "Handle" },
  verify: { "zh-CN": "核查", en: "Verify" },
  close: { "zh-CN": "结案", en: "Close" },
};
