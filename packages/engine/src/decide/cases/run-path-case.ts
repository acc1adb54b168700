import type { PathCase } from "../../definitions/cases.ts";
import type { Actor } from "../../model/actor.ts";
import type { Command } from "../../model/command.ts";
import type { Json } from "../../model/json.ts";
import type { Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { dayLength, dayOf } from "../../time/local-day.ts";
import { decide, type Accepted, type Circumstances } from "../decide.ts";
import { withoutOverdue } from "../overdue.ts";
import type { World } from "../world.ts";
import { mismatches, type Mismatch } from "./mismatch.ts";

type Step = PathCase["steps"][number];

/** The most people who are asked for a step that names a role. */
const mostTried = 50;

/** Takes the steps of the case one after the other, each at its time, and compares the ticket with what is expected of it. */
export function runPathCase(world: World, { process, source, steps, until, expect }: PathCase): readonly Mismatch[] {
  const { refused: wanted, ...expected } = expect;
  const texts = new Map<string, string>();
  const draws = counting();
  let ticket: Ticket | undefined;
  let now = 0;
  let refused: Refused | undefined;
  const around = (): Circumstances => ({
    now,
    draws,
    number: () => "—",
    text: (id) => texts.get(id),
    other: () => undefined,
    reported: undefined,
  });
  for (const [i, step] of steps.entries()) {
    now = instantOf(world, step.at);
    if (ticket) ticket = withoutOverdue(world, ticket, around(), now);
    const answer = take(world, ticket, commandOf(step, ticket, process, source), step.by, around());
    if (answer.ok) {
      for (const { id, body } of answer.texts) texts.set(id, body);
      ticket = answer.ticket;
    } else if (i < steps.length - 1 || wanted === undefined) {
      return [{ place: `/steps/${i}`, expected: step.type, actual: answer.refusal.code, because: answer.refusal.detail }];
    } else refused = answer;
  }
  const against = refusalMismatch(wanted, refused);
  if (against) return [against];
  if (ticket && until !== undefined) {
    now = instantOf(world, until);
    ticket = withoutOverdue(world, ticket, around(), now);
  }
  return mismatches("/expect", expected, ticket ? told(world, ticket) : {});
}

/** Ids and salts that count: what a case decides must not hang on chance. */
function counting(): Circumstances["draws"] {
  let drawn = 0;
  const next = () => String((drawn += 1));
  return { id: () => `case-${next()}`, salt: next, commit: (salt, text) => `${salt}:${text()}` };
}

function commandOf({ type, form, photos = 0 }: Step, ticket: Ticket | undefined, process: string, source: string | undefined): Command {
  const attachments = Array.from({ length: photos }, () => photo);
  const filled = { ...(form && { form }), ...(photos > 0 && { attachments }) };
  return ticket ? { type, ticket: ticket.id, ...filled } : { type: "report", process, ...(source !== undefined && { source }), ...filled };
}

const photo = { name: "case.jpg", mediaType: "image/jpeg", size: 1, sha256: "0".repeat(64) };

/** Whoever may take the step among those whom the case names; else why the first may not. */
function take(world: World, ticket: Ticket | undefined, command: Command, by: Step["by"], around: Circumstances): Accepted | Refused {
  let first: Refused | undefined;
  for (const actor of actorsOf(world, ticket, by)) {
    const answer = decide(world, ticket, command, actor, around);
    if (answer.ok) return answer;
    first ??= answer;
  }
  return first ?? decide(world, ticket, command, { kind: "reporter", tenant: world.tenant, id: nobody }, around);
}

/** The resident of a case; a case speaks of nobody. */
const nobody = "case";

function actorsOf({ tenant, organisation }: World, ticket: Ticket | undefined, by: Step["by"]): readonly Actor[] {
  if (!by) return [{ kind: "reporter", tenant, id: nobody }];
  if ("person" in by) return [{ kind: "person", tenant, id: by.person }];
  const units = [ticket?.owner, ticket?.area].filter((unit) => unit !== undefined);
  const people = [...units.flatMap((unit) => organisation.holders(by.role, unit)), ...organisation.everyone(by.role)];
  return [...new Set(people)].slice(0, mostTried).map((id) => ({ kind: "person", tenant, id }));
}

function refusalMismatch(wanted: string | undefined, refused: Refused | undefined): Mismatch | undefined {
  const actual = refused?.refusal.code;
  if (actual === wanted) return undefined;
  return {
    place: "/expect/refused",
    expected: wanted ?? null,
    actual: actual ?? null,
    ...(refused && { because: refused.refusal.detail }),
  };
}

/** The ticket as cases speak of it: moments as the tenant's walls show them, of the standard the code. */
function told({ zone }: World, ticket: Ticket): Readonly<Record<string, Json>> {
  const { state, stage, category, tier, priority, standard, area, owner, coHandlers = [], due } = ticket;
  const plain = { stage, category, tier, priority, standard: standard?.id, area, owner };
  return {
    ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, value ?? null])),
    state,
    coHandlers,
    due: due === undefined ? null : new Date(zone.wallAt(due)).toISOString().slice(0, 16),
    fields: ticket.fields,
  };
}

function instantOf({ zone }: World, wall: string): number {
  const [date = "", time = ""] = wall.split("T");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return zone.instantOf(dayOf(date) * dayLength + (hours * 60 + minutes) * 60_000);
}
