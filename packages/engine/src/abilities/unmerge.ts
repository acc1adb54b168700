import type { Clock } from "../model/clock.ts";
import { refuse } from "../model/refusal.ts";
import type { ArmedTimer, Ticket } from "../model/ticket.ts";
import { pauseClock, resumeClock, stateOf } from "../time/clock.ts";
import type { Ability, AbilityFacts } from "./ability.ts";
import { notMerged } from "./follow.ts";

/**
 * Takes a ticket out again that was merged wrongly (拆分): it comes back where it was, and the time it was away does not count. The master is
 * told through the outbox.
 */
export const unmerge: Ability = {
  label: { "zh-CN": "拆分", en: "Take out of the merge" },
  form: { reason: { type: "text", label: { "zh-CN": "原因", en: "Reason" }, required: true } },
  against: ({ ticket }) => {
    const against = notMerged(ticket);
    if (against || ticket.mergedFrom) return against;
    return refuse(
      "not-now",
      "此案卷合并时没有记下原来的位置，不能拆分；请重新上报。",
      "Where it stood was not kept when it was merged, so it cannot come back; report it anew.",
    );
  },
  change: (facts) => {
    const { ticket } = facts;
    const { mergedFrom } = ticket;
    if (!mergedFrom) throw new Error(`ticket ${ticket.id} was to be taken out of a merge that is not there`);
    const { state, history, stage } = mergedFrom;
    const clocks = clocksAgain(facts, mergedFrom.clocks);
    return {
      ok: true,
      set: {
        state,
        history,
        stage,
        open: true,
        closedAt: undefined,
        mergedInto: undefined,
        mergedFrom: undefined,
        followed: undefined,
        ...(clocks && { clocks }),
        ...timersAgain(ticket, mergedFrom.timers),
      },
    };
  },
};

/** The clocks as they were, those that ran going on from here. */
function clocksAgain({ ticket, at, calendarOf }: AbilityFacts, kept: Ticket["clocks"]): Ticket["clocks"] {
  if (!kept) return undefined;
  const since = ticket.mergedFrom?.at ?? at;
  const again = (clock: Clock): Clock => {
    if (stateOf(clock) !== "running") return clock;
    const calendar = calendarOf(clock.unit);
    return resumeClock(pauseClock(clock, since, calendar), at, calendar);
  };
  return Object.fromEntries(Object.entries(kept).map(([name, clock]) => [name, again(clock)]));
}

/** What it waited for it waits for again, to the same instant; each under a generation of its own. */
function timersAgain(ticket: Ticket, kept: Readonly<Record<string, ArmedTimer>>): Pick<Ticket, "timers" | "generations"> {
  const generations = { ...ticket.generations };
  const timers = { ...ticket.timers };
  for (const [id, timer] of Object.entries(kept)) {
    const generation = (generations[id] ?? 0) + 1;
    generations[id] = generation;
    timers[id] = { ...timer, generation };
  }
  return { timers, generations };
}
