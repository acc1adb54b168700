import { readLegTimer, type Counting, type Label, type Recount, type Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";

/** What counting anew did: which clock or delay, by which calendar, list and zone before and since, and when it was and is due. */
export function describeRecount(
  { text, tenant }: Pick<Context, "text" | "tenant">,
  { world }: Pick<Names, "world">,
  ticket: Pick<Ticket, "process" | "legs">,
  recount: Recount,
): readonly string[] {
  const { before, after } = recount;
  const { called, of } = "clock" in recount ? clockNamed(world, ticket, recount.clock) : timerNamed(recount.timer);
  const due = changed(dueOf(before, tenant.zone), dueOf(after, tenant.zone));
  const by = changed(calendarOf(before, after), calendarOf(after, before));
  return [
    label(`${called["zh-CN"]}${of}：到期 ${due["zh-CN"]}；日历 ${by["zh-CN"]}`, `${called.en}${of}: due ${due.en}; calendar ${by.en}`),
  ].map(text);
}

interface Named {
  readonly called: Label;
  readonly of: string;
}

/** A leg's clock is named by its leg too. */
function clockNamed(world: Names["world"], ticket: Pick<Ticket, "process" | "legs">, clock: string): Named {
  const ofLeg = readLegTimer(clock);
  const leg = ofLeg && ticket.legs?.[ofLeg.leg];
  const { id, version } = (leg ?? ticket).process;
  const [name = clock, milestone] = (ofLeg?.timer ?? clock).split("/");
  const called = world.process(id, version)?.document.meta.clocks?.[name]?.label ?? label(name, name);
  return { called: within(ofLeg?.leg, called), of: milestone === undefined ? "" : ` · ${milestone}` };
}

function timerNamed(timer: string): Named {
  return { called: within(readLegTimer(timer)?.leg, label("定时步骤", "Timed step")), of: "" };
}

function within(leg: string | undefined, { "zh-CN": zh, en }: Label): Label {
  return leg === undefined ? label(zh, en) : label(`${leg} ${zh}`, `${leg} ${en}`);
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
