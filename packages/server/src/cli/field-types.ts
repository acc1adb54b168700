import type { Label } from "@muster/engine";
import type { FormSpec } from "./field-value.ts";
import { label } from "./label.ts";

/** What is typed for a field of each type, in a word. */
export const fieldTypes: Readonly<Record<FormSpec[string]["type"], Label>> = {
  text: label("文字", "text"),
  string: label("文字", "text"),
  number: label("数字", "number"),
  tier: label("1、2 或 3", "1, 2 or 3"),
  boolean: label("是 或 否", "yes or no"),
  choice: label("选项", "choice"),
  category: label("类别编码", "category code"),
  unit: label("单位编码", "unit code"),
  units: label("单位编码，以逗号分隔", "unit codes, with commas between"),
  person: label("人员编号", "person id"),
  standard: label("标准编码", "standard code"),
  ticket: label("案卷号", "ticket number"),
  partner: label("移交对象（租户编号）", "partner, as a tenant id"),
  calls: label("单位=角色，以逗号分隔，如 finance=lead", "unit=role with commas between, such as finance=lead"),
  legs: label("子任务，以逗号分隔", "legs, with commas between"),
  instant: label("时刻，如 2026-11-23T09:30+08:00", "instant such as 2026-11-23T09:30+08:00"),
};
