import { decide, type Accepted } from "../decide/decide.ts";
import { offers, type Offer } from "../decide/offers.ts";
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
  /** What the actor could do now. */
  readonly offers: (actor: Actor) => readonly Offer[];
}

/** Starts a story in a world, beside other tickets that its commands may name: `given(world, clock)([ann, report], [ann, file]).when(hal, sign)`. */
export function given(world: World, clock: HandClock = handClock(), others: readonly Ticket[] = []): (...steps: readonly Step[]) => Story {
  const drawn = { ids: 0, salts: 0 };
  return (...steps) => tell({ world, clock, others }, { ticket: undefined, entries: [], texts: new Map(), drawn, steps });
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
  readonly steps: readonly Step[];
}

function tell(setting: Setting, { steps, ...start }: Told): Story {
  let { ticket } = start;
  const [entries, texts] = [[...start.entries], new Map(start.texts)];
  let { drawn } = start;
  const decided = (actor: Actor, written: Step[1]) => {
    const chance = countedChance(drawn);
    const draws: Draws = { ...chance, commit: (salt, text) => `${salt}:${text}` };
    const command: Command = "process" in written ? written : { ...written, ticket: ticket?.id ?? "none" };
    const now = setting.clock.now();
    const around = {
      now,
      draws,
      number: () => "T-1",
      text: (id: string) => texts.get(id),
      other: (id: string) => setting.others.find((each) => each.id === id),
      reported: undefined,
    };
    return { answer: decide(setting.world, ticket, command, actor, around), drawn: chance.drawn() };
  };
  for (const [actor, command] of steps) {
    const { answer, drawn: after } = decided(actor, command);
    if (!answer.ok) throw new Error(`given: ${command.type} was refused: ${answer.refusal.code}: ${answer.refusal.detail.en}`);
    drawn = after;
    ({ ticket } = answer);
    entries.push(answer.entry);
    for (const text of answer.texts) texts.set(text.id, text.body);
  }
  return {
    ticket,
    entries,
    when: (...step) => decided(...step).answer,
    and: (...more) => tell(setting, { ticket, entries, texts, drawn, steps: more }),
    offers: (actor) => (ticket ? offers(setting.world, ticket, actor) : []),
  };
}
