import type { PathCase } from "../../definitions/cases.ts";
import type { Actor } from "../../model/actor.ts";
import type { Command } from "../../model/command.ts";
import type { Json } from "../../model/json.ts";
import type { Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { wallOf } from "../../time/wall.ts";
import { beginCourse, type Course } from "../course/course.ts";
import type { Accepted } from "../decide.ts";
import { findLeg } from "../legs/find-leg.ts";
import { inPlace } from "../legs/in-place.ts";
import type { World } from "../world.ts";
import { mismatches, type Mismatch } from "./mismatch.ts";

type Step = PathCase["steps"][number];

/** The most people who are asked for a step that names a role. */
const mostTried = 50;

/** Most things that fall due by themselves: a repetition may go on until somebody acknowledges it. */
const mostDue = 10_000;

/**
 * Takes the steps of the case one after the other, each at its time, and compares the ticket with what is expected of it. What falls due in
 * between happens when it does, as where an engine runs.
 */
export function runPathCase(world: World, { process, source, steps, until, expect }: PathCase): readonly Mismatch[] {
  const { refused: wanted, ...expected } = expect;
  const course = beginCourse({ tenant: world.tenant, world: () => world, other: () => undefined, most: mostDue });
  let refused: Refused | undefined;
  for (const [i, step] of steps.entries()) {
    const answer = take(world, course, step, process, source);
    if (answer.ok) continue;
    if (i < steps.length - 1 || wanted === undefined)
      return [{ place: `/steps/${i}`, expected: step.type, actual: answer.refusal.code, because: answer.refusal.detail }];
    refused = answer;
  }
  const against = refusalMismatch(wanted, refused);
  if (against) return [against];
  if (until !== undefined) course.wait(instantOf(world, until));
  const ticket = course.ticket();
  const { legs = {}, ...own } = expected;
  return [...mismatches("/expect", own, ticket ? told(world, ticket) : {}), ...mismatches("/expect/legs", legs, toldLegs(ticket, legs))];
}

/** What became of the legs that the case speaks of. */
function toldLegs(ticket: Ticket | undefined, asked: object): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.keys(asked).flatMap((name) => {
      const leg = ticket?.legs?.[findLeg(ticket, name) ?? ""];
      return leg ? [[name, leg.outcome ?? leg.state]] : [];
    }),
  );
}

function commandOf(
  { type, leg, form, photos = 0 }: Step,
  ticket: Ticket | undefined,
  process: string,
  source: string | undefined,
): Command {
  const attachments = Array.from({ length: photos }, () => photo);
  const filled = { ...(form && { form }), ...(photos > 0 && { attachments }) };
  return ticket
    ? { type, ticket: ticket.id, ...(leg !== undefined && { leg }), ...filled }
    : { type: "report", process, ...(source !== undefined && { source }), ...filled };
}

const photo = { name: "case.jpg", mediaType: "image/jpeg", size: 1, sha256: "0".repeat(64) };

/** Whoever may take the step among those whom the case names; else why the first may not. */
function take(world: World, course: Course, step: Step, process: string, source: string | undefined): Accepted | Refused {
  const now = instantOf(world, step.at);
  course.wait(now);
  const ticket = course.ticket();
  const command = commandOf(step, ticket, process, source);
  let first: Refused | undefined;
  for (const actor of actorsOf(world.at(now), ticket && inPlace(ticket, step.leg), step.by)) {
    const answer = course.send(command, actor, now);
    if (answer.ok) return answer;
    first ??= answer;
  }
  return first ?? course.send(command, { kind: "reporter", tenant: world.tenant, id: nobody }, now);
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
  return zone.instantOf(wallOf(wall));
}
