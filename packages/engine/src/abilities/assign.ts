import { refuse, type Refused } from "../model/refusal.ts";
import type { Ability, AbilityFacts } from "./ability.ts";

/** Takes the ticket on for oneself, among the people of its owner (认领): from then on nobody else of them moves it on. */
export const claim: Ability = {
  label: { "zh-CN": "认领", en: "Claim" },
  ofLegs: "also",
  form: {},
  against: (facts) => {
    const other = facts.claimedBy();
    if (other !== undefined)
      return refuse("not-now", `${other} 已认领此案卷；请由其转交或放回。`, `${other} has claimed it; ask them to delegate or release it.`);
    return closed(facts);
  },
  change: ({ caller }) => ({ ok: true, set: { assignee: personOf(caller) } }),
};

/** Gives back what was claimed (放回): anybody of the owner's people may take it again. */
export const release: Ability = {
  label: { "zh-CN": "放回", en: "Release" },
  ofLegs: "also",
  form: {},
  against: (facts) => {
    if (facts.ticket.assignee === undefined) return refuse("not-now", "此案卷没有人认领。", "Nobody has claimed this ticket.");
    return othersClaim(facts);
  },
  change: () => ({ ok: true, set: { assignee: undefined } }),
};

/** Hands the ticket to somebody else of the owner's people (转交). */
export const delegate: Ability = {
  label: { "zh-CN": "转交", en: "Delegate" },
  ofLegs: "also",
  form: {
    person: { type: "person", label: { "zh-CN": "转交给", en: "To" }, required: true },
    note: { type: "text", label: { "zh-CN": "说明", en: "Note" } },
  },
  against: (facts) => {
    const against = closed(facts) ?? othersClaim(facts);
    if (against || facts.asked().length > 0) return against;
    return refuse("not-now", "主办单位现在没有可以接手办理的人。", "The owner has nobody now whom it waits for and who could take it on.");
  },
  change: (facts) => {
    const { ticket, form } = facts;
    const person = form["person"] as string;
    if (facts.asked().includes(person)) return { ok: true, set: { assignee: person } };
    return refuse(
      "bad-input",
      `${person} 在主办单位 ${ticket.owner ?? "—"} 不担任此案卷现在所等的角色，不能办理；请转交给能办理的人。`,
      `${person} does not hold at the owner, ${ticket.owner ?? "nobody"}, a role that the ticket waits for now, and could not go on with it; choose somebody who does.`,
      "/form/person",
    );
  },
};

/** What somebody has claimed, those who could have claimed it leave to them; whoever is above them may take it away. */
function othersClaim({ claimedBy, caller, isAbove }: Omit<AbilityFacts, "form">): Refused | undefined {
  const assignee = claimedBy();
  if (assignee === undefined || personOf(caller) === assignee || isAbove()) return undefined;
  return refuse(
    "not-allowed",
    `${assignee} 已认领此案卷；只有本人或其上级可以转交、放回。`,
    `${assignee} has claimed this ticket; only they, or somebody above them, may delegate or release it.`,
  );
}

function closed({ ticket }: Omit<AbilityFacts, "form">): Refused | undefined {
  return ticket.open ? undefined : refuse("not-now", "案卷已经结束。", "The ticket has ended.");
}

function personOf(caller: AbilityFacts["caller"]): string | undefined {
  return caller.kind === "person" ? caller.id : undefined;
}
