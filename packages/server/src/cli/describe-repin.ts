import type { Label, Repin } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";

/** What a move to another version is called in a ticket's story. */
export function repinLabel({ from, to }: Pick<Repin, "from" | "to">): Label {
  return from === to ? label("重新核定时限", "Limits worked out anew") : label("换版", "Moved to another version");
}

/** What it did, a line each: versions and clocks, states, since when delays count, what is void. */
export function describeRepin(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  { from, to, clocks, by, states = {}, since = {}, voided = [], orders = 0 }: Repin,
): readonly string[] {
  const versions = from === to ? label(`版本 ${to}`, `version ${to}`) : label(`版本 ${from} → ${to}`, `version ${from} → ${to}`);
  const mapped = Object.entries(states).map(([was, is]) => `${was} → ${is}`);
  const entered = Object.entries(since).map(([id, at]) => `${id.slice(id.indexOf(".") + 1)} ${formatInstant(at, tenant.zone)}`);
  return [
    label(
      `${versions["zh-CN"]} · ${treated[clocks]["zh-CN"]}${by === undefined ? "" : ` · 由 ${by} 执行`}`,
      `${versions.en} · ${treated[clocks].en}${by === undefined ? "" : ` · done by ${by}`}`,
    ),
    ...(mapped.length > 0 ? [label(`状态对应：${mapped.join("，")}`, `states: ${mapped.join(", ")}`)] : []),
    ...(entered.length > 0
      ? [label(`时延从进入状态时计：${entered.join("，")}`, `delays count from when the state was entered: ${entered.join(", ")}`)]
      : []),
    ...(voided.length > 0 ? [label(`作废的申请：${voided.join("、")}`, `requests void: ${voided.join(", ")}`)] : []),
    ...(orders > 0 ? [label(`作废的未答复督办：${orders} 项`, `orders without a reply void: ${orders}`)] : []),
  ].map(text);
}

const treated: Readonly<Record<Repin["clocks"], Label>> = {
  keep: label("时限保持不变", "limits kept as they were"),
  retarget: label("时限按现行标准重新核定，已用时间计入", "limits by today's standard, with what was used so far"),
  restart: label("时限重新开始", "limits begun anew"),
};
