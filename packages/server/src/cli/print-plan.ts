import type { Counted, MovePlan, StateValue } from "@muster/engine";
import { columns } from "./columns.ts";
import { label } from "./label.ts";
import { withCode, type Names } from "./names.ts";
import type { Speech } from "./speech.ts";

/** So many tickets are named behind a count; `--json` tells more. */
const mostNamed = 3;

/** Shows what a move does: from where to where, due times, what becomes late or void, what cannot be moved; tickets behind each count. */
export function printPlan({ print, text }: Pick<Speech, "print" | "text">, names: Names, plan: MovePlan): void {
  const say = (zh: string, en: string): string => text(label(zh, en));
  const at = (version: number, state: StateValue) => names.state({ id: plan.process, version }, state);
  const section = (heading: string, rows: readonly (readonly [Counted, ...string[]])[]): void => {
    const shown = rows.filter(([{ tickets }]) => tickets > 0);
    if (shown.length === 0) return;
    print(heading);
    for (const line of columns(shown.map(([counted, ...cells]) => [...cells, String(counted.tickets), some(counted)]))) print(`  ${line}`);
  };
  print(
    say(
      `${plan.process} → @${plan.to} · 时限：${text(clocks[plan.clocks])} · 移动 ${plan.moves.tickets} 件，共查看未结案卷 ${plan.looked} 件`,
      `${plan.process} → @${plan.to} · clocks: ${text(clocks[plan.clocks])} · ${plan.moves.tickets} to move, of ${plan.looked} open tickets`,
    ),
  );
  section(
    say("状态：", "States:"),
    plan.paths.map((path) => [path, `@${path.version}`, at(path.version, path.from), `→ ${at(plan.to, path.to)}`]),
  );
  const { due, late } = plan;
  section(say("期限：", "Due times:"), [
    [due.unchanged, say("不变", "unchanged")],
    [due.earlier, say("提前", "earlier")],
    [due.later, say("延后", "later")],
    [due.begins, say("新有期限", "begin")],
    [due.ends, say("不再有期限", "end")],
    [late.becomes, say("因此超期", "become late")],
    [late.noLonger, say("因此不再超期", "no longer late")],
  ]);
  section(say("作废：", "Void:"), [
    ...plan.voided.map((each) => [each, say(`申请 ${each.request}`, `request ${each.request}`)] as const),
    [plan.orders, say("未答复的督办", "orders without a reply")],
  ]);
  section(
    say("不能移动：", "Cannot be moved:"),
    plan.refused.map((each) => [each, `${text(each.refusal.detail)} (${each.refusal.code})`]),
  );
  section(
    say("新版本中没有这些状态，请用 --map 对应：", "States that are not there any more; map them with --map:"),
    plan.unmapped.map((each) => [each, `@${each.version}`, calledAt(names, text, plan.process, each), `--map ${each.state}=…`]),
  );
}

const clocks = {
  keep: label("保持不变", "kept"),
  retarget: label("重新核定", "re-targeted"),
  restart: label("重新开始", "restarted"),
} as const;

function some({ tickets, first }: Counted): string {
  const named = first.slice(0, mostNamed).map(({ number }) => number);
  return `${named.join(", ")}${tickets > named.length ? " …" : ""}`;
}

/** A state that has gone, as its own version calls it. */
function calledAt(
  { world }: Names,
  text: Speech["text"],
  process: string,
  { version, state }: { readonly version: number; readonly state: string },
): string {
  const called = world.process(process, version)?.machine.graph.nodes.get(`${process}.${state}`)?.config.meta?.label;
  return withCode(called ? text(called) : state, state);
}
