import { decide, type Accepted } from "../decide/decide.ts";
import { availableOnLegs, legOffers, type LegOffer } from "../decide/legs/leg-offers.ts";
import { offers, type Offer } from "../decide/offers.ts";
import { maxOverdue, overdueTimer, unlessHostFails } from "../decide/overdue.ts";
import type { Draws } from "../decide/work.ts";
import type { World } from "../decide/world.ts";
import type { Actor } from "../model/actor.ts";
import type { Command, ReportCommand, TicketCommand } from "../model/command.ts";
import type { Entry } from "../model/entry.ts";
import type { Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { countedChance, type Drawn } from "./counted-chance.ts";
import { handClock, type HandClock } from "./hand-clock.ts";

/** Who does what: a report, or a command to the ticket of the story, whose id is filled in. */
export type Step = readonly [actor: Actor, command: ReportCommand | Omit<TicketCommand, "ticket">];

/** A ticket's story so far, told with the pure core: no store, no waiting. */
export interface Story {
  readonly ticket: Ticket | undefined;
  readonly entries: readonly Entry[];
  /** The next step, accepted or refused; the story itself stays as it is. */
  readonly when: (...step: Step) => Accepted | Refused;
  /** The story with these steps added; throws where one is refused. */
  readonly and: (...steps: readonly Step[]) => Story;
  /** The story as it goes on once other definitions are published. */
  readonly in: (world: World) => Story;
  /** What the actor could do now, once what is overdue has happened: with the ticket and with its legs, or all about the one that is named. */
  readonly offers: (actor: Actor, leg?: string) => readonly (Offer | LegOffer)[];
}

/** Starts a story in a world, beside other tickets that its commands may name: `given(world, clock)([ann, report], [ann, file]).when(hal, sign)`. */
export function given(world: World, clock: HandClock = handClock(), others: readonly Ticket[] = []): (...steps: readonly Step[]) => Story {
  const blank: Told = { ticket: undefined, entries: [], texts: new Map(), drawn: { ids: 0, salts: 0 } };
  return (...steps) => tell({ world, clock, others }, blank, steps);
}

interface Setting {
  readonly world: World;
  readonly clock: HandClock;
  readonly others: readonly Ticket[];
}

interface Told {
  readonly ticket: Ticket | undefined;
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, string>;
  /** What the steps so far have drawn: asking what would happen draws nothing that counts. */
  readonly drawn: Drawn;
}

function tell(setting: Setting, start: Told, steps: readonly Step[]): Story {
  let told = start;
  for (const [actor, command] of steps) {
    const before = caughtUp(setting, told, command);
    const { answer, drawn } = decided(setting, before, actor, command);
    if (!answer.ok) throw new Error(`given: ${command.type} was refused: ${answer.refusal.code}: ${answer.refusal.detail.en}`);
    told = after(before, answer, drawn);
  }
  const { ticket, entries } = told;
  return {
    ticket,
    entries,
    when: (actor, command) => decided(setting, caughtUp(setting, told, command), actor, command).answer,
    and: (...more) => tell(setting, told, more),
    in: (world) => tell({ ...setting, world }, told, []),
    offers: (actor, leg) => {
      const { world, clock } = setting;
      const now = caughtUp(setting, told).ticket;
      if (!now) return [];
      if (leg !== undefined) return legOffers(world, now, leg, actor, clock.now());
      return [...offers(world, now, actor, clock.now()), ...availableOnLegs(world, now, actor, clock.now())];
    },
  };
}

/** What should have happened by itself by now happens before anything else, as in life; a timer that is sent by hand comes by itself. */
function caughtUp(setting: Setting, start: Told, command?: Step[1]): Told {
  if (command?.type === "timer" || command?.historical) return start;
  const system: Actor = { kind: "system", tenant: setting.world.tenant };
  let told = start;
  for (let left = maxOverdue; left > 0 && told.ticket; left -= 1) {
    const [before, timer] = [told, overdueTimer(told.ticket, setting.clock.now())];
    const fired = timer && unlessHostFails(() => decided(setting, before, system, timer));
    if (!fired?.answer.ok) break;
    told = after(before, fired.answer, fired.drawn);
  }
  return told;
}

function decided({ world, clock, others }: Setting, { ticket, texts, drawn }: Told, actor: Actor, written: Step[1]) {
  const chance = countedChance(drawn);
  const draws: Draws = { ...chance, commit: (salt, text) => `${salt}:${text()}` };
  const command: Command = "process" in written ? written : { ...written, ticket: ticket?.id ?? "none" };
  const around = {
    now: clock.now(),
    draws,
    number: () => "T-1",
    text: (id: string) => texts.get(id),
    other: (id: string) => others.find((each) => each.id === id),
    reported: undefined,
  };
  return { answer: decide(world, ticket, command, actor, around), drawn: chance.drawn() };
}

function after({ entries, texts }: Told, { ticket, entry, texts: fresh }: Accepted, drawn: Drawn): Told {
  const known = new Map([...texts, ...fresh.map(({ id, body }) => [id, body] as const)]);
  return { ticket, entries: [...entries, entry], texts: known, drawn };
}
