import type { AbilityFacts } from "../abilities/ability.ts";
import { refOf } from "../model/actor.ts";
import type { TicketCommand } from "../model/command.ts";
import { refuse } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { deadlineOf } from "../time/deadline.ts";
import type { Calendar } from "../time/compile-calendar.ts";
import { actions } from "./actions/index.ts";
import { mayAct } from "./authorize.ts";
import type { Acted, Circumstances } from "./decide.ts";
import { recordForm } from "./fill-in.ts";
import { formContext } from "./form-context.ts";
import { claimedBy } from "./hold-back.ts";
import { noteCalendar } from "./clock-calendar.ts";
import { parseForm } from "./parse-form.ts";
import { asksApproval, request } from "./requests/request.ts";
import type { OptedAbility, Process } from "./process.ts";
import { change, type Work } from "./work.ts";
import type { World } from "./world.ts";

/** Uses an ability; undefined where the process has none of that name. */
export function useAbility(work: Work, command: TicketCommand, around: Circumstances): Acted | undefined {
  const found = work.process.abilities.get(command.type);
  if (!found) return undefined;
  const { ability, by, approvals } = found;
  const facts = () => factsOf(work.ticket, work.at, found, (unit) => asked(work, unit), work);
  const against = mayAct(work.world, work.ticket, work.actor, by) ?? ability.against?.(facts());
  if (against) return against;
  const parsed = parseForm(ability.form, command.form ?? {}, formContext(work, around));
  if (!parsed.ok) return parsed;
  if (!work.approved && !work.historical && ability.evidence && !command.attachments?.length)
    return refuse("bad-input", "须附上至少一个文件。", "At least one file must come with it.", "/attachments");
  if (asksApproval(work, approvals)) return request(work, command.type, ability.form, parsed.values, approvals);
  recordForm(work, ability.form, parsed.values);
  const changed = ability.change({ ...facts(), form: work.form });
  if (!changed.ok) return changed;
  change(work, changed.set);
  if (changed.recounts) work.recounts = changed.recounts;
  for (const { type, params = {} } of changed.actions ?? []) actions.get(type)?.act(work, params);
  if (changed.set.clocks) change(work, deadlineOf(Object.values(changed.set.clocks)));
  return { ok: true, edges: [] };
}

/** What an ability may look at. */
export function factsOf(
  ticket: Ticket,
  at: number,
  { by, options }: Pick<OptedAbility, "by" | "options">,
  calendarOf: (unit: string | undefined) => Calendar | undefined,
  { actor, approved, world, process }: Pick<Work, "actor" | "world" | "approved" | "process">,
): Omit<AbilityFacts, "form"> {
  const claiming = process.abilities.get("claim")?.by ?? [];
  const others = by.filter((who) => !claiming.some(({ role }) => role === who.role));
  return {
    ticket,
    at,
    options,
    calendarOf,
    caller: refOf(actor),
    approved,
    asked: () => askedOf(world, process, ticket),
    claimedBy: () => claimedBy(world, ticket),
    isAbove: () => !mayAct(world, ticket, actor, others),
  };
}

function askedOf({ organisation }: World, process: Process, { owner, state }: Ticket): readonly string[] {
  if (owner === undefined) return [];
  const tasks = process.leaves(state).flatMap((leaf) => leaf.config.meta?.task ?? []);
  const roles = new Set(tasks.flatMap(({ role, at }) => (at === "owner" ? [role] : [])));
  return organisation
    .staffOf(owner)
    .filter((person) => organisation.rolesOf(person).some((seat) => seat.unit === owner && roles.has(seat.role)));
}

/** The unit's calendar, noted among what was asked. */
function asked(work: Work, unit: string | undefined): Calendar | undefined {
  const calendar = work.world.calendarOf(unit);
  if (calendar) noteCalendar(work, calendar);
  return calendar;
}
