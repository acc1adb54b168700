import { refuse, type Refused } from "../model/refusal.ts";
import type { Ability, AbilityFacts } from "./ability.ts";

/** Takes the ticket on for oneself, among the people of its owner (认领): from then on nobody else of them moves it on. */
export const claim: Ability = {
  label: { "zh-CN": "认领", en: "Claim" },
  form: {},
  against: (facts) => {
    const { ticket } = facts;
    if (ticket.assignee !== undefined)
      return refuse(
        "not-now",
        `${ticket.assignee} 已认领此案卷；请由其转交或放回。`,
        `${ticket.assignee} has claimed it; ask them to delegate or release it.`,
      );
    return closed(facts);
  },
  change: ({ caller }) => ({ ok: true, set: { assignee: personOf(caller) } }),
};

/** Gives back what was claimed (放回): anybody of the owner's people may take it again. */
export const release: Ability = {
  label: { "zh-CN": "放回", en: "Release" },
  form: {},
  against: ({ ticket }) =>
    ticket.assignee === undefined ? refuse("not-now", "此案卷没有人认领。", "Nobody has claimed this ticket.") : undefined,
  change: () => ({ ok: true, set: { assignee: undefined } }),
};

/** Hands the ticket to somebody else of the owner's people (转交). */
export const delegate: Ability = {
  label: { "zh-CN": "转交", en: "Delegate" },
  form: {
    person: { type: "person", label: { "zh-CN": "转交给", en: "To" }, required: true },
    note: { type: "text", label: { "zh-CN": "说明", en: "Note" } },
  },
  against: (facts) => {
    if (colleagues(facts).length > 0) return closed(facts);
    return refuse("not-now", "主办单位没有可以转交的人。", "The owner has nobody it could be handed to.");
  },
  change: (facts) => {
    const { ticket, form } = facts;
    const person = form["person"] as string;
    if (colleagues(facts).includes(person)) return { ok: true, set: { assignee: person } };
    return refuse(
      "bad-input",
      `${person} 不在主办单位 ${ticket.owner ?? "—"} 任职。`,
      `${person} holds nothing at the owner, ${ticket.owner ?? "nobody"}.`,
      "/form/person",
    );
  },
};

function colleagues({ ticket: { owner }, staffOf }: Omit<AbilityFacts, "form">): readonly string[] {
  return owner === undefined ? [] : staffOf(owner);
}

function closed({ ticket }: Omit<AbilityFacts, "form">): Refused | undefined {
  return ticket.open ? undefined : refuse("not-now", "案卷已经结束。", "The ticket has ended.");
}

function personOf(caller: AbilityFacts["caller"]): string | undefined {
  return caller.kind === "person" ? caller.id : undefined;
}
