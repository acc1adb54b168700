import type { TicketCommand } from "../../model/command.ts";
import type { Acted, Circumstances } from "../decide.ts";
import { useAbility } from "../use-ability.ts";
import type { Work } from "../work.ts";
import { withLeg } from "./with-leg.ts";

/** Counts the clocks of the ticket and of its open legs anew. */
export function recountAll(work: Work, command: TicketCommand, around: Circumstances): Acted {
  const acted = recountOne(work, command, around);
  if (!acted.ok) return acted;
  for (const [key, leg] of Object.entries(work.ticket.legs ?? {})) {
    if (!leg.open || !leg.clocks) continue;
    const done = withLeg(work, key, leg, (part) => recountOne(part, command, around));
    if (!done.ok) return done;
  }
  return acted;
}

function recountOne(work: Work, command: TicketCommand, around: Circumstances): Acted {
  const acted = useAbility(work, command, around);
  if (!acted) throw new Error("every process counts anew where its calendars have changed");
  return acted;
}
