import type { CurrentTicket, Label, Ticket } from "@muster/engine";
import type { Context } from "./context.ts";
import { formatInstant } from "./format-instant.ts";
import { label } from "./label.ts";
import { lateness } from "./lateness.ts";
import { describeLegs } from "./describe-legs.ts";
import { takenFrom } from "./describe-entry.ts";
import type { Names } from "./names.ts";
import { stageLabels } from "./stage-labels.ts";

/**
 * A ticket in a few lines: where it stands, whose it is, until when, whether a timer that is overdue has brought it there, and what somebody
 * must agree to or answer; and its whistle with every leg.
 */
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
    ...otherSide(names, ticket, tenant.zone).map((line) => `  ${text(line)}`),
    ...pending(names, ticket, tenant.zone).map((line) => `  ${text(line)}`),
    ...describeLegs({ text, tenant, now }, names, ticket),
    ...Object.entries(ticket.legs ?? {}).flatMap(([key, leg]) =>
      pending(names, leg, tenant.zone).map((line) => `    ${key}  ${text(line)}`),
    ),
  ];
}

/** The other tenant that the ticket was handed over to, or that handed it over. */
function otherSide(names: Names, { handedFrom, handedTo }: CurrentTicket, zone: string): readonly Label[] {
  const from = handedFrom && [
    label(
      `由 ${names.partner(handedFrom.tenant)} 移交，对方案卷 ${handedFrom.number}${handedFrom.withdrawnAt === undefined ? "" : "，对方已收回"}`,
      `handed over by ${names.partner(handedFrom.tenant)}, ticket ${handedFrom.number} there${handedFrom.withdrawnAt === undefined ? "" : "; taken back since"}`,
    ),
  ];
  if (!handedTo) return from ?? [];
  const { tenant, at, number, outcome } = handedTo;
  const [how, when] = [outcome === undefined ? label("办理中", "at it") : handOverEnds[outcome], formatInstant(at, zone)];
  const [zh, en] = number === undefined ? ["", ""] : [`，对方案卷 ${number}`, `, ticket ${number} there`];
  return [
    ...(from ?? []),
    label(
      `${when} 移交 ${names.partner(tenant)}${zh}：${how["zh-CN"]}`,
      `handed over to ${names.partner(tenant)} on ${when}${en}: ${how.en}`,
    ),
  ];
}

const handOverEnds = {
  done: label("已办结", "done"),
  "not-done": label("未办成", "not done"),
  "not-taken": label("未接收", "not taken"),
  "taken-back": label("已收回", "taken back"),
} as const;

/** The requests that wait for somebody to agree, and the orders that wait for a reply: nothing that stands above tells of them. */
function pending(
  names: Names,
  { open, process, state, requests = {}, supervisions = [] }: Pick<Ticket, "open" | "process" | "state" | "requests" | "supervisions">,
  zone: string,
): readonly Label[] {
  if (!open) return [];
  const found = names.world.process(process.id, process.version);
  const asked = Object.entries(requests).map(([command, { approvers, approvedBy }]) => {
    const { "zh-CN": zh, en } = takenFrom(found, state, command).label;
    const left = approvers.slice(approvedBy.length).map(({ role }) => names.role(role));
    return label(`申请${zh} (${command})，待 ${left.join(" → ")} 同意`, `request: ${en} (${command}), to be agreed by ${left.join(" → ")}`);
  });
  const orders = supervisions.flatMap(({ due, reply }) => {
    const until = formatInstant(due, zone);
    return reply ? [] : [label(`督办 (supervise)，须在 ${until} 前答复 (reply)`, `order (supervise), to be answered (reply) by ${until}`)];
  });
  return [...asked, ...orders];
}

/** The story has nothing of them yet. */
function overdueTimers(ahead: number): Label {
  return label(
    `已按 ${ahead} 个到点而未触发的定时器计算；它们先于其他任何操作触发。`,
    `as ${ahead} overdue timer${ahead > 1 ? "s" : ""} will leave it, before anything else is done`,
  );
}
