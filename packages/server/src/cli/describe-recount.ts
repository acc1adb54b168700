import type { Counting, Label, Recount, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";

/** What counting anew did: which clock or delay, by which calendar, list and zone before and since, and when it was and is due. */
export function describeRecount(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  { world }: Pick<Names, "world">,
  process: Ticket["process"],
  recount: Recount,
): readonly string[] {
  const { before, after } = recount;
  const { called, of } =
    "clock" in recount ? clockNamed(world, process, recount.clock) : { called: label("定时步骤", "Timed step"), of: "" };
  const due = changed(dueOf(before, tenant.zone), dueOf(after, tenant.zone));
  const by = changed(calendarOf(before, after), calendarOf(after, before));
  return [
    label(`${called["zh-CN"]}${of}：到期 ${due["zh-CN"]}；日历 ${by["zh-CN"]}`, `${called.en}${of}: due ${due.en}; calendar ${by.en}`),
  ].map(text);
}

function clockNamed(world: Names["world"], process: Ticket["process"], clock: string): { readonly called: Label; readonly of: string } {
  const [name = clock, milestone] = clock.split("/");
  const called = world.process(process.id, process.version)?.document.meta.clocks?.[name]?.label ?? label(name, name);
  return { called, of: milestone === undefined ? "" : ` · ${milestone}` };
}

function changed(before: Label, after: Label): Label {
  if (before.en === after.en) return after;
  return label(`${before["zh-CN"]} → ${after["zh-CN"]}`, `${before.en} → ${after.en}`);
}

function dueOf({ due, provisional }: Counting, zone: string): Label {
  if (due === undefined) return label("无", "none");
  const at = formatInstant(due, zone);
  return provisional ? label(`${at}（暂定）`, `${at} (provisional)`) : label(at, at);
}

/** The zone where it is not what it is on the other side. */
function calendarOf({ calendar }: Counting, { calendar: other }: Counting): Label {
  if (!calendar) return label("无", "none");
  const { id, version, holidays, zone } = calendar;
  const list = holidays ? [`${holidays.id}@${holidays.version}`] : [];
  const where = zone !== undefined && zone !== other?.zone ? [zone] : [];
  const [own, more] = [`${id}@${version}`, [...list, ...where]];
  if (more.length === 0) return label(own, own);
  return label(`${own}（${more.join("，")}）`, `${own} (${more.join(", ")})`);
}
