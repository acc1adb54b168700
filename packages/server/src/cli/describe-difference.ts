import type { Aspect, Difference, Json, Label } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { isLegOutcome, isLegRole, legOutcomeLabels, legRoleLabels } from "./leg-labels.ts";
import { withCode, type Names } from "./names.ts";

/** What each thing by which two courses are compared is called. */
export const aspectLabels: Readonly<Record<Aspect, Label>> = {
  owner: label("主办", "Owner"),
  coHandlers: label("协办", "Co-handlers"),
  area: label("属地", "Area"),
  tier: label("层级", "Tier"),
  category: label("类别", "Category"),
  priority: label("优先级", "Priority"),
  standard: label("标准", "Standard"),
  due: label("期限", "Due"),
  late: label("是否超期", "Late"),
  state: label("状态", "State"),
  legs: label("报到", "Legs"),
  rungs: label("升级", "Rungs"),
  recipients: label("通知对象", "Who hears of it"),
  answers: label("规则答案", "Answers of rules"),
};

/** One difference in three cells: what, before, after. */
export function describeDifference(
  context: Pick<Context, "text" | "tenant">,
  names: Names,
  { aspect, before, after }: Difference,
): readonly [what: string, before: string, after: string] {
  const [one, other] = [before, after].map((value) => describeValue(context, names, aspect, value));
  return [context.text(aspectLabels[aspect]), one ?? "", other ?? ""];
}

/** A value of one of the things compared, as people call it. */
export function describeValue({ text, tenant }: Pick<Context, "text" | "tenant">, names: Names, aspect: Aspect, value: Json): string {
  if (value === null) return "—";
  if (typeof value === "boolean") return text(value ? label("是", "yes") : label("否", "no"));
  if (aspect === "due" && typeof value === "number") return formatInstant(value, tenant.zone);
  if (aspect === "tier" && typeof value === "number") return names.tier(value);
  if ((aspect === "owner" || aspect === "area") && typeof value === "string") return withCode(names.unit(value), value);
  if (aspect === "category" && typeof value === "string") return withCode(names.category(value), value);
  if (aspect === "state") return names.storedState(JSON.stringify(value));
  if (!Array.isArray(value)) return typeof value === "string" ? value : JSON.stringify(value);
  if (value.length === 0) return "—";
  return value.map((each: Json) => described(text, tenant.zone, names, aspect, each)).join(text(label("、", ", ")));
}

function described(text: Context["text"], zone: string, names: Names, aspect: Aspect, value: Json): string {
  if (typeof value === "string") return aspect === "coHandlers" ? names.unit(value) : value;
  const { rung, due, table, outcome, time, leg, role, late } = value as Readonly<Record<string, Json | undefined>>;
  if (typeof rung === "string" && typeof due === "number") {
    const again = typeof time === "number" ? text(label(` 第 ${time} 次重复`, ` again (${time})`)) : "";
    const of = typeof leg === "string" ? `${leg} ` : "";
    return `${of}${rung}${again} ${formatInstant(due, zone)}${typeof outcome === "string" && outcome !== "acted" ? ` ${outcome}` : ""}`;
  }
  if (typeof leg === "string") {
    const came = isLegOutcome(outcome) ? legOutcomeLabels[outcome] : label("未完", "open");
    const overdue = late === true ? text(label("（超期）", " (late)")) : "";
    return `${leg} ${isLegRole(role) ? text(legRoleLabels[role]) : ""} ${text(came)}${overdue}`;
  }
  return `${typeof table === "string" ? table : ""} ${JSON.stringify(outcome ?? null)}`;
}
