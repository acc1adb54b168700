import { own } from "../definitions/own.ts";
import { refuse } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { stateOf, stopClock } from "../time/clock.ts";
import type { Ability } from "./ability.ts";
import { clockOption } from "./clock-options.ts";

/** A milestone of the filed standard is reached, work stopped say: its clock ends and the others go on. */
export const reach: Ability = {
  label: { "zh-CN": "完成节点", en: "Reach a milestone" },
  options: clockOption,
  form: {
    milestone: { type: "string", label: { "zh-CN": "节点", en: "Milestone" }, required: true },
    note: { type: "text", label: { "zh-CN": "说明", en: "Note" } },
  },
  against: ({ ticket, options }) =>
    openMilestones(ticket, options["clock"] as string).length > 0
      ? undefined
      : refuse("not-now", "没有在计的节点。", "No milestone is being counted."),
  change: ({ ticket, form, options, at, calendarOf }) => {
    const open = openMilestones(ticket, options["clock"] as string);
    const milestone = form["milestone"] as string;
    const name = `${options["clock"] as string}/${milestone}`;
    const clock = own(ticket.clocks, name);
    if (!clock || stateOf(clock) === "stopped") {
      const known = open.map((each) => each.slice(each.indexOf("/") + 1)).join(", ");
      return refuse(
        "bad-input",
        `没有在计的节点 ${milestone}；有 ${known}。`,
        `No milestone ${milestone} is being counted; there is ${known}.`,
        "/form/milestone",
      );
    }
    return { ok: true, set: { clocks: { ...ticket.clocks, [name]: { ...stopClock(clock, at, calendarOf(clock.unit)), reached: true } } } };
  },
};

function openMilestones({ clocks = {} }: Ticket, clock: string): readonly string[] {
  return Object.entries(clocks).flatMap(([name, each]) => (name.startsWith(`${clock}/`) && stateOf(each) !== "stopped" ? [name] : []));
}
