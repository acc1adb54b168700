import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { clockTreatments } from "@muster/engine";
import { given, handClock, type Story } from "@muster/engine/testing";
import { closedLoopDocument, closedLoopDraft } from "../../fixtures/closed-loop.ts";
import { assemble, type Versioned } from "../../../src/decide/assemble.ts";
import { pathOf } from "../../../src/decide/repin/counterpart.ts";
import { unmapped } from "../../../src/decide/repin/place.ts";
import type { Process } from "../../../src/decide/process.ts";
import type { World } from "../../../src/decide/world.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { Actor } from "../../../src/model/actor.ts";
import { mutate } from "../../definitions/check/mutate-process.ts";
import { shortLoop } from "../../definitions/check/short-loop.ts";
import type { Loose } from "../../definitions/check/small-process.ts";
import { trapped } from "../../definitions/check/trapped.ts";
import { commandFor } from "../../fixtures/fill-form.ts";
import { organisation, person, tenant, town } from "../../fixtures/town.ts";
import { lawful, repin } from "./moving.ts";

/** A longer run: FUZZ_SECONDS=600. */
const seconds = Number(process.env["FUZZ_SECONDS"] ?? 0);

const actors: readonly Actor[] = [...organisation.people.map(({ id }) => person(id)), { kind: "reporter", tenant: tenant.id, id: "r1" }];

const around = town.flatMap((draft) => {
  const parsed = draft === closedLoopDraft ? undefined : parseDefinition(draft.kind, draft.document);
  return parsed?.ok ? [{ ...parsed.definition, version: 1 }] : [];
});

/** The world with these versions of the process; undefined where the check refuses the last. */
function worldOf(...documents: readonly unknown[]): World | undefined {
  const versions = documents.flatMap((document, i): readonly Versioned[] => {
    const parsed = parseDefinition("process", document);
    return parsed.ok ? [{ ...parsed.definition, version: i + 1 }] : [];
  });
  if (versions.length < documents.length) return undefined;
  const { world, findings } = assemble({ tenant: tenant.id, zone: tenant.zone, hostGuards: new Map() }, [...around, ...versions]);
  return findings.some(({ finding }) => finding.severity === "error") ? undefined : world;
}

type Draw = (bound: number) => number;

function drawing(from: readonly number[]): Draw {
  let at = 0;
  return (bound) => (from[at++ % from.length] ?? 0) % bound;
}

/** The life of a ticket, drawn: commands and time. */
function walk(world: World, clock: ReturnType<typeof handClock>, draw: Draw): Story {
  const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
  const report = { type: "report", process: "closed-loop", form: { description: pick(["井盖", "停车", "别的"]), area: "g1" } } as const;
  const master = given(world, clock)([person("che"), report]).ticket;
  let story = given(world, clock, master ? [{ ...master, id: "another-ticket" }] : [])([person("che"), report]);
  for (let left = draw(8); left > 0; left -= 1) {
    clock.advance({ hours: pick([0, 1, 30]) });
    const open = actors.flatMap((actor) => story.offers(actor).flatMap((offer) => (offer.available ? [{ actor, offer }] : [])));
    const next = pick(open);
    if (!next) return story;
    const command = commandFor(next.offer, { pick, now: clock.now(), actor: next.actor, ticket: story.ticket });
    if (story.when(next.actor, command).ok) story = story.and([next.actor, command]);
  }
  return story;
}

const names = [
  "accepting",
  "checking",
  "dispatching",
  "assigned",
  "handling",
  "suspended",
  "verifying",
  "follow-up",
  "work",
  "doing",
  "paused",
  "twice",
  "one",
];

/** Another version: some states under other names, and whatever an author's hand could slip into. */
function another(document: object, draw: Draw): Loose {
  let text = JSON.stringify(document);
  for (let left = draw(4); left > 0; left -= 1) {
    const name = names[draw(names.length)] as string;
    text = text.replaceAll(new RegExp(`(["#.])${name}(?=[".])`, "g"), `$1${name}-again`);
  }
  const next = JSON.parse(text) as Loose;
  for (let left = draw(3); left > 0; left -= 1) mutate(next, draw);
  return next;
}

test("from any place of one process to any other version: moved by the laws and never trapped, or refused in words", () => {
  const draws = fc.array(fc.nat(10_000), { minLength: 80, maxLength: 80 });
  let [moves, mapped, refused] = [0, 0, 0];
  const property = fc.property(draws, draws, fc.boolean(), (changing, walking, short) => {
    const [draw, step] = [drawing(changing), drawing(walking)];
    const first = short ? shortLoop : closedLoopDocument;
    const [before, second] = [worldOf(first), another(first, draw)];
    const world = worldOf(first, second);
    if (!before || !world) return;
    const clock = handClock();
    const story = walk(before, clock, step);
    const [was, next] = [1, 2].map((version) => world.process("closed-loop", version)) as [Process, Process];
    const { ticket } = story.in(world);
    if (!ticket) return;
    const paths = [...next.machine.graph.nodes.values()].slice(1).map(pathOf);
    const gone = unmapped(was, next, ticket, new Map());
    const states = Object.fromEntries(gone.map((path) => [path, paths[draw(paths.length)] as string]));
    clock.advance({ hours: step(50) });
    const how = { states, clocks: clockTreatments[step(3)] as "keep" };
    const caught = story.in(world);
    const command = repin(world, caught, how, clock.now());
    const answer = caught.when(...command);
    if (!answer.ok) {
      assert.ok(answer.refusal.detail.en && answer.refusal.detail["zh-CN"]);
      refused += 1;
      return;
    }
    moves += 1;
    if (gone.length > 0) mapped += 1;
    const after = caught.and(command);
    lawful(world, after);
    const { state, history, process } = after.ticket as NonNullable<Story["ticket"]>;
    assert.is(process.version, 2);
    const lost = trapped(next, history ? { state, history } : { state });
    if (lost) throw new Error(`from ${JSON.stringify(lost)} no end can be reached in ${JSON.stringify(second)}`);
    for (const actor of actors.slice(0, 4)) {
      for (const offer of after.offers(actor)) {
        if (offer.conditional) continue;
        const pick = <T>(from: readonly T[]): T => from[draw(from.length)] as T;
        const sent = commandFor(offer, { pick, now: clock.now(), actor, ticket: after.ticket });
        assert.is(after.when(actor, sent).ok, offer.available, offer.command);
      }
    }
  });
  fc.assert(property, {
    includeErrorInReport: true,
    ...(seconds > 0 ? { numRuns: 10_000_000, interruptAfterTimeLimit: seconds * 1000 } : { numRuns: 100 }),
  });
  if (seconds > 0) console.log(`${moves} moves, ${mapped} of them by a mapping; ${refused} refused`);
  assert.ok(moves > 20, `only ${moves} moves, ${mapped} by a mapping`);
});

test.run();
