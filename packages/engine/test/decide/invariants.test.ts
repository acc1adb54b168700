import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fold, type Ticket } from "@muster/engine";
import { given, handClock, worldOf, type Story } from "@muster/engine/testing";
import type { Actor } from "../../src/model/actor.ts";
import { canonical } from "../../src/model/canonical.ts";
import type { Offer } from "../../src/decide/offers.ts";
import { commandFor } from "../fixtures/fill-form.ts";
import { organisation, person, tenant, town } from "../fixtures/town.ts";

const world = worldOf(tenant, town);
const actors: readonly Actor[] = [
  ...organisation.people.map(({ id }) => person(id)),
  { kind: "reporter", tenant: tenant.id, id: "r1" },
  { kind: "reporter", tenant: tenant.id, id: "somebody-else" },
  { kind: "system", tenant: tenant.id },
];

/** Walks the process at random; calls `look` at every place it comes by. */
function walk(choices: readonly number[], look: (story: Story, pick: <T>(from: readonly T[]) => T, now: number) => void): void {
  const clock = handClock();
  let at = 0;
  const pick = <T>(from: readonly T[]): T => from[(choices[at++ % choices.length] ?? 0) % from.length] as T;
  const resident: Actor = { kind: "reporter", tenant: tenant.id, id: "r1" };
  const [reporter, area] = pick<readonly [Actor, string]>([
    [person("che"), "g1"],
    [resident, "g1"],
    [resident, "g2"],
  ]);
  const text = pick(["井盖", "停车", "别的"]);
  const master = given(world, clock)([resident, { type: "report", process: "closed-loop", form: { description: "另一件", area: "g1" } }])
    .ticket as Ticket;
  let story = given(world, clock, [{ ...master, id: "another-ticket" }])([
    reporter,
    { type: "report", process: "closed-loop", form: { description: text, area, ...(pick([0, 1]) && { category: "02" }) } },
  ]);
  for (let step = 0; step < 12; step += 1) {
    look(story, pick, clock.now());
    clock.advance({ hours: pick([0, 1, 30]) });
    const open = actors.flatMap((actor) => story.offers(actor).flatMap((offer) => (offer.available ? [{ actor, offer }] : [])));
    if (open.length === 0) return;
    const { actor, offer } = pick(open);
    const command = commandFor(offer, { pick, now: clock.now(), actor, ticket: story.ticket });
    const answer = story.when(actor, command);
    if (answer.ok) story = story.and([actor, command]);
  }
}

const choices = fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 });

test("what is offered is exactly what is accepted, for every actor at every place, and the rest comes with a reason", () => {
  fc.assert(
    fc.property(choices, (drawn) => {
      walk(drawn, (story, pick, now) => {
        for (const actor of actors) {
          const legs = Object.keys(story.ticket?.legs ?? {});
          for (const offer of [...story.offers(actor), ...legs.flatMap((leg) => story.offers(actor, leg))]) {
            const answer = story.when(actor, commandFor(offer, { pick, now, actor, ticket: story.ticket }));
            if (!offer.conditional)
              assert.is(answer.ok, offer.available, describe(offer, actor, answer.ok ? "accepted" : answer.refusal.detail.en));
            if (!offer.available) assert.ok(offer.reason?.detail["zh-CN"] && offer.reason.detail.en);
          }
        }
      });
    }),
    { numRuns: 40 },
  );
});

test("a decision, accepted or refused, leaves the ticket it is about as it was", () => {
  fc.assert(
    fc.property(choices, (drawn) => {
      walk(drawn, (story, pick, now) => {
        const before = canonical(story.ticket);
        const actor = pick(actors);
        for (const offer of story.offers(actor)) {
          const command = commandFor(offer, { pick, now, actor, ticket: story.ticket });
          story.when(actor, pick([0, 1]) ? command : { ...command, attachments: [] });
          assert.is(canonical(story.ticket), before, offer.command);
        }
      });
    }),
    { numRuns: 40 },
  );
});

test("folding the journal gives the ticket, byte for byte, after every step", () => {
  fc.assert(
    fc.property(choices, (drawn) => {
      walk(drawn, (story) => assert.is(canonical(fold(story.entries)), canonical(story.ticket)));
    }),
    { numRuns: 100 },
  );
});

test("nobody who handled a ticket ever moves it out of verification", () => {
  fc.assert(
    fc.property(choices, (drawn) => {
      walk(drawn, (story) => {
        if (story.ticket?.stage !== "verify") return;
        for (const actor of actors) {
          if (actor.kind !== "person" || !story.ticket.handlers.includes(`person:${actor.id}`)) continue;
          assert.equal(
            story.offers(actor).filter((offer) => offer.available && ["pass", "fail", "close"].includes(offer.command)),
            [],
          );
        }
      });
    }),
    { numRuns: 100 },
  );
});

test("an actor without a seat at or above the ticket's units is told that it does not exist", () => {
  fc.assert(
    fc.property(choices, (drawn) => {
      walk(drawn, (story) => {
        const stranger = actors.find((actor) => actor.kind === "reporter" && actor.id === "somebody-else") as Actor;
        assert.equal(story.offers(stranger), []);
        const answer = story.when(stranger, { type: "satisfied" });
        assert.is(answer.ok ? "" : answer.refusal.code, "unknown-ticket");
      });
    }),
    { numRuns: 20 },
  );
});

function describe(offer: Offer, actor: Actor, heard: string): string {
  return `${offer.command} for ${actor.kind === "system" ? "system" : actor.id}: offered ${offer.available} (${offer.reason?.detail.en ?? ""}), heard: ${heard}`;
}

test.run();
