import type { Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { lateness } from "./lateness.ts";
import type { Names } from "./names.ts";
import { stageLabels } from "./stage-labels.ts";

/** A ticket in a few lines: where it stands, whose it is, and until when. */
export function describeTicket(
  { text, tenant, now }: Pick<Context, "text" | "tenant" | "now">,
  names: Names,
  ticket: Ticket,
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
  return [`${ticket.number}  ${standing.join(" · ")}`, `  ${due}${late ? ` · ${text(late)}` : ""} · ${say("编号", "id")} ${ticket.id}`];
}
