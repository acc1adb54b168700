import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { given, handClock, type Story } from "@muster/engine/testing";
import { closedLoopDocument, closedLoopDraft } from "../../fixtures/closed-loop.ts";
import { assemble } from "../../../src/decide/assemble.ts";
import { overdueTimer } from "../../../src/decide/overdue.ts";
import type { Position } from "../../../src/decide/machine.ts";
import type { World } from "../../../src/decide/world.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { Actor } from "../../../src/model/actor.ts";
import { organisation, person, tenant, town } from "../../fixtures/town.ts";
import { commandFor } from "../../fixtures/fill-form.ts";
import { mutate } from "./mutate-process.ts";
import { shortLoop } from "./short-loop.ts";
import type { Loose } from "./small-process.ts";
import { start, trapped } from "./trapped.ts";

/** A longer run: FUZZ_SECONDS=600. */
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);

const around = town.flatMap((draft) => {
  const parsed = draft === closedLoopDraft ? undefined : parseDefinition(draft.kind, draft.document);
  return parsed?.ok ? [{ ...parsed.definition, version: 1 }] : [];
});

/** The world with this process in it; undefined where the check refuses it. */
function checked(document: unknown): World | undefined {
  const parsed = parseDefinition("process", document);
  if (!parsed.ok) return undefined;
  const { world, findings } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, [
    ...around,
    { ...parsed.definition, version: 1 },
  ]);
  return findings.some(({ finding }) => finding.severity === "error") ? undefined : world;
}

const system: Actor = { kind: "system", tenant: tenant.id };
const actors: readonly Actor[] = [
  ...organisation.people.map(({ id }) => person(id)),
  { kind: "reporter", tenant: tenant.id, id: "r1" },
  system,
];

/** Fires what is due; where one firing after another finds the next due at once, and no time passes, it goes round. */
function settled(from: Story, now: number): Story {
  let [story, idle] = [from, 0];
  for (let timer = story.ticket && overdueTimer(story.ticket, now); timer; timer = story.ticket && overdueTimer(story.ticket, now)) {
    const before = story.ticket?.at;
    const answer = story.when(system, timer);
    if (!answer.ok) return story;
    story = story.and([system, timer]);
    idle = story.ticket?.at === before ? idle + 1 : 0;
    if (idle > 50) throw new Error(`timers go round from ${JSON.stringify(story.ticket?.state)}`);
  }
  return story;
}

/** Reports and goes on at random, by commands and by timers; answers where the ticket came to rest. */
function walk(world: World, draw: (bound: number) => number): Position | undefined {
  const clock = handClock();
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
  const report = { type: "report", process: "closed-loop", form: { description: pick(["井盖", "停车", "别的"]), area: "g1" } } as const;
  const master = given(world, clock)([person("che"), report]).ticket;
  let story = given(world, clock, master ? [{ ...master, id: "another-ticket" }] : [])([person("che"), report]);
  for (let step = 0; step < 12; step += 1) {
    story = settled(story, clock.now());
    const { ticket } = story;
    if (!ticket) return undefined;
    const timers = Object.entries(ticket.timers).map(([timer, { generation, due }]) => {
      const fire = { type: "timer", form: { timer, generation } };
      return [system, fire, due] as const;
    });
    const open = actors.flatMap((actor) =>
      story.offers(actor).flatMap((offer) => {
        if (!offer.available) return [];
        return [[actor, commandFor(offer, { pick, now: clock.now(), actor, ticket: story.ticket }), clock.now()] as const];
      }),
    );
    const next = pick([...timers, ...open]);
    if (next === undefined) break;
    const [actor, command, at] = next;
    clock.set(Math.max(at, clock.now()));
    const answer = story.when(actor, command);
    if (answer.ok) story = story.and([actor, command]);
    else assert.not.equal(answer.refusal.code, "endless", `${command.type}: ${answer.refusal.detail.en}`);
  }
  const { state, history } = story.ticket ?? { state: "" };
  return history ? { state, history } : { state };
}

test("a process spoilt at random is refused, or no ticket is lost in it: nothing throws, nothing goes round, an end stays reachable", () => {
  const draws = fc.array(fc.nat(10_000), { minLength: 60, maxLength: 60 });
  let [runs, sound] = [0, 0];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), draws, draws, fc.boolean(), fc.boolean(), (times, spoiling, walking, fromStart, short) => {
      const document = structuredClone(short ? shortLoop : closedLoopDocument) as Loose;
      const draw = drawing(spoiling);
      for (let i = 0; i < times; i += 1) mutate(document, draw);
      const world = checked(document);
      runs += 1;
      const process = world?.process("closed-loop");
      if (!world || !process) return;
      sound += 1;
      const rest = walk(world, drawing(walking));
      const from = fromStart ? start(process) : rest;
      const lost = from && trapped(process, from);
      if (lost)
        throw new Error(`from ${JSON.stringify(lost)} no end can be reached, and the check found nothing in ${JSON.stringify(document)}`);
    }),
    { includeErrorInReport: true, ...(seconds > 0 ? { numRuns: 10_000_000, interruptAfterTimeLimit: seconds * 1000 } : { numRuns: 200 }) },
  );
  if (seconds > 0) console.log(`${sound} of ${runs} processes were sound`);
  assert.ok(sound > 20, `only ${sound} processes were sound enough to walk`);
});

function drawing(from: readonly number[]): (bound: number) => number {
  let at = 0;
  return (bound) => (from[at++ % from.length] ?? 0) % bound;
}

test.run();
