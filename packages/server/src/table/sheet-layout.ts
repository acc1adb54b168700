/**
 * How a rule table stands in a workbook. On the first sheet the lines above the rules say what each column is, by the word at the end of
 * their first cell; the line `id` is the last of them, and below it is a rule a line, its id in the first cell. The second sheet says
 * what the table is.
 */
export const sheetNames = { rules: "规则 rules", table: "规则表 table" } as const;

/** The lines above the rules, in the order they are written; `id` holds the names of the columns. */
export const columnLines = {
  kind: "种类 kind",
  type: "类型 type",
  "zh-CN": "中文名称 zh-CN",
  en: "英文名称 en",
  values: "取值 values",
  default: "默认 default",
  id: "编号 id",
} as const;

export const columnKinds = { input: "条件 input", output: "结果 output", note: "备注 note" } as const;

/** The lines of the second sheet. */
export const tableLines = {
  id: "编号 id",
  "zh-CN": "中文名称 zh-CN",
  en: "英文名称 en",
  purpose: "用途 purpose",
  hitPolicy: "命中策略 hitPolicy",
  aggregator: "汇总 aggregator",
} as const;

/** The key at the end of a cell such as `种类 kind`. */
export function keyIn<Keys extends object>(text: string, keys: Keys): (keyof Keys & string) | undefined {
  const word = text.normalize("NFKC").trim().split(/\s+/).at(-1)?.toLowerCase();
  return (Object.keys(keys) as (keyof Keys & string)[]).find((key) => key.toLowerCase() === word);
}
