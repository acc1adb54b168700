import type { CurrentTicket, Label } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { lateness } from "./lateness.ts";
import type { Names } from "./names.ts";
import { stageLabels } from "./stage-labels.ts";

/** A ticket in a few lines: where it stands, whose it is, until when, and whether a timer that is overdue has brought it there. */
export function describeTicket(
  { text, tenant, now }: Pick<Context, "text" | "tenant" | "now">,
  names: Names,
  ticket: CurrentTicket,
): readonly string[] {
  const say = (zh: string, en: string) => text(label(zh, en));
  const standing = [
    text(stageLabels[ticket.stage]),
    names.state(ticket.process, ticket.state),
    names.tier(ticket.tier),
    names.category(ticket.category),
    say(`主办 ${names.unit(ticket.owner)}`, `owner ${names.unit(ticket.owner)}`),
  ];
  const late = lateness(ticket, now());
  const due = ticket.due === undefined ? say("无期限", "no deadline") : `${say("期限", "due")} ${formatInstant(ticket.due, tenant.zone)}`;
  return [
    `${ticket.number}  ${standing.join(" · ")}`,
    `  ${due}${late ? ` · ${text(late)}` : ""} · ${say("编号", "id")} ${ticket.id}`,
    ...(ticket.ahead === undefined ? [] : [`  ${text(overdueTimers(ticket.ahead))}`]),
  ];
}

/** The story has nothing of them yet. */
function overdueTimers(ahead: number): Label {
  return label(
    `已按 ${ahead} 个到点而未触发的定时器计算；它们先于其他任何操作触发。`,
    `as ${ahead} overdue timer${ahead > 1 ? "s" : ""} will leave it, before anything else is done`,
  );
}
