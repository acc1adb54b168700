import type { TicketCommand } from "../model/command.ts";
import type { Calendar } from "../time/compile-calendar.ts";
import { mayAct } from "./authorize.ts";
import type { Acted, Circumstances } from "./decide.ts";
import { fillIn } from "./fill-in.ts";
import { formContext } from "./form-context.ts";
import { noteCalendar } from "./keep-clocks.ts";
import { parseForm } from "./parse-form.ts";
import { change, type Work } from "./work.ts";

/** Uses an ability; undefined where the process has none of that name. */
export function useAbility(work: Work, command: TicketCommand, around: Circumstances): Acted | undefined {
  const found = work.process.abilities.get(command.type);
  if (!found) return undefined;
  const { ability, by } = found;
  const facts = () => ({ ticket: work.ticket, at: work.at, calendarOf: (unit: string | undefined) => asked(work, unit) });
  const against = mayAct(work.world, work.ticket, work.actor, by) ?? ability.against?.(facts());
  if (against) return against;
  const parsed = parseForm(ability.form, command.form ?? {}, formContext(work, around));
  if (!parsed.ok) return parsed;
  fillIn(work, ability.form, parsed.values);
  const changed = ability.change({ ...facts(), form: work.form });
  if (!changed.ok) return changed;
  change(work, changed.set);
  return { ok: true, edges: [] };
}

/** The unit's calendar, noted among what was asked. */
function asked(work: Work, unit: string | undefined): Calendar | undefined {
  const calendar = work.world.calendarOf(unit);
  if (calendar) noteCalendar(work, calendar);
  return calendar;
}
