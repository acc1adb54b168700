import type { Json, Label, PlannedAction, PlannedRung, RungStep } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";

/** A rung that a ticket has climbed, in a line: which, when it was due, and what became of it. */
export function describeStep(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  { ladder, rung, due, time, late, ...step }: RungStep,
): string {
  const { released, outcome, held, refused = [] } = step;
  const parts: readonly (Label | undefined)[] = [
    label(`阶梯 ${ladder.id}@${ladder.version} · ${rung}`, `ladder ${ladder.id}@${ladder.version} · ${rung}`),
    time === undefined ? undefined : label(`第 ${time} 次重复`, `repetition ${time}`),
    released !== undefined && outcome === "acted" && !held
      ? label("免打扰时段已过，补发", "quiet hours are over: sent now")
      : outcomes[outcome],
    late ? label(`晚于 ${formatInstant(due, tenant.zone)}`, `late, due ${formatInstant(due, tenant.zone)}`) : undefined,
    held?.[0] &&
      label(
        `免打扰，${formatInstant(held[0].until, tenant.zone)} 再发`,
        `quiet hours: held until ${formatInstant(held[0].until, tenant.zone)}`,
      ),
    ...refused.map(({ command, code }) => label(`命令 ${command} 被拒绝（${code}）`, `the command ${command} was refused (${code})`)),
  ];
  return parts.flatMap((each) => (each ? [text(each)] : [])).join("  ");
}

const outcomes: Readonly<Record<RungStep["outcome"], Label | undefined>> = {
  acted: undefined,
  observed: label("仅观察，未执行", "observed only, nothing was done"),
  unmet: label("条件不成立，略过", "its condition did not hold"),
  unanswered: label(
    "条件算不出真假，略过；请检查它读取的内容",
    "passed over: its condition has no answer; see whether what it reads is there",
  ),
  superseded: label("错过，由后面的一级代替", "missed; a later rung was taken in its place"),
};

/** A rung still to come: when, which, and what it will do for whom. */
export async function describePlanned(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  names: Names,
  { rung, due, time, actions, ...planned }: PlannedRung,
): Promise<readonly string[]> {
  const called = planned.label ? `${text(planned.label)} (${rung})` : rung;
  const again = time === undefined ? "" : text(label(`（第 ${time} 次重复）`, ` (repetition ${time})`));
  const does = await Promise.all(actions.map((action) => describeAction(text, names, action)));
  return [formatInstant(due, tenant.zone), `${called}${again}`, does.join(text(label("；", "; ")))];
}

/** What an action does, and for whom. */
export async function describeAction(
  text: (label: Label) => string,
  names: Names,
  { type, params, people }: PlannedAction,
): Promise<string> {
  const { command, channel, topic } = params;
  const does = text(
    type === "command" ? label(`执行命令 ${said(command)}`, `send the command ${said(command)}`) : (doing[type] ?? label(type, type)),
  );
  const what = [does, ...(typeof topic === "string" ? [topic] : []), ...(typeof channel === "string" ? [channel] : [])].join(" ");
  if (!people) return what;
  const told = await Promise.all(people.slice(0, 8).map(names.person));
  return `${what} → ${told.length === 0 ? text(label("无人", "nobody")) : told.join(", ")}`;
}

const doing: Readonly<Record<string, Label>> = {
  notify: label("通知", "notify"),
  urge: label("催办", "urge"),
  supervise: label("督办（须书面答复）", "order a written reply"),
  route: label("重新派遣", "route anew"),
  classify: label("重新分类", "classify anew"),
  count: label("计数", "count"),
  "raise-tier": label("提升层级", "raise the tier"),
  "raise-priority": label("提高优先级", "raise the priority"),
  blow: label("吹哨", "blow the whistle"),
  call: label("再次呼叫", "call again"),
  recall: label("重开子任务", "open legs again"),
  "cancel-legs": label("取消子任务", "cancel legs"),
  "reassign-up": label("改派到上级单位", "reassign upward"),
};

function said(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
