import type { Command, FormValue } from "../../model/command.ts";
import type { Ticket } from "../../model/ticket.ts";

/** The attributes that rules propose and people then confirm or overrule by a field of that name. */
export const ruled = ["category", "tier", "priority", "standard", "owner", "coHandlers"] as const;

type Ruled = (typeof ruled)[number];

type Proposed = Partial<Pick<Ticket, Ruled>>;

/** Whether the value says no more than what stood on the ticket already. */
export function isConfirmed(before: Proposed, name: Ruled, value: FormValue | undefined): boolean {
  const stood = standing(before, name);
  return stood !== undefined && JSON.stringify(stood) === JSON.stringify(value);
}

/** The command as whoever confirmed a proposal would have sent it here: with what is proposed here. What overruled one stays. */
export function confirming(command: Command, confirmed: readonly string[], ticket: Proposed | undefined): Command {
  const names = ruled.filter((name) => confirmed.includes(name));
  if (!ticket || names.length === 0) return command;
  const said = names.flatMap((name) => {
    const proposed = standing(ticket, name);
    return proposed === undefined ? [] : [[name, proposed] as const];
  });
  return { ...command, form: { ...command.form, ...Object.fromEntries(said) } };
}

function standing(ticket: Proposed, name: Ruled): FormValue | undefined {
  return name === "standard" ? ticket.standard?.id : ticket[name];
}
