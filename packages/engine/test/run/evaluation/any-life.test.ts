import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Entry, Store, Ticket } from "@muster/engine";
import { evolve } from "../../../src/decide/evolve.ts";
import { readEntry } from "../../../src/run/read-entry.ts";
import { closeLiving, living, picker, townspeople, wander, type Living } from "../../fixtures/living.ts";
import { commandFor } from "../../fixtures/fill-form.ts";
import { removeTempFolders } from "../../fixtures/temp.ts";
import { organisation, person, tenant, town } from "../../fixtures/town.ts";
import { evaluationDraft, townEvaluation } from "../../fixtures/town-evaluation.ts";

test.after(removeTempFolders);

const start = Date.parse("2026-03-30T00:00:00Z");
const system = { kind: "system", tenant: tenant.id } as const;
const months = ["2026-03", "2026-04", "2026-05"];

const drawn = fc.record({
  choices: fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 }),
  reports: fc.array(fc.record({ text: fc.constantFrom("井盖缺失", "有车乱停车", "别的"), area: fc.constantFrom("g1", "g2") }), {
    minLength: 1,
    maxLength: 5,
  }),
});

/** How lives may go on after they have wandered: what at random is seldom come to. */
const endings: readonly (readonly string[])[] = [
  [],
  ["sign", "submit", "fail", "submit", "pass", "close", "evaluate"],
  ["sign", "submit", "pass", "unsatisfied", "return", "dispatch", "sign", "submit", "pass", "close"],
  ["sign", "submit", "pass", "close", "appeal", "approve", "evaluate", "reopen"],
  ["sign", "submit", "pass", "close", "appeal", "approve", "evaluate"],
];

/** Takes these steps as far as somebody may, with time in between. */
async function goOn(
  { engine, clock, until }: Living,
  ticket: string,
  steps: readonly string[],
  pick: ReturnType<typeof picker>,
): Promise<void> {
  for (const type of steps) {
    await until(clock.now() + pick([600_000, 3_600_000, 30 * 3_600_000]));
    for (const by of townspeople) {
      const offer = (await engine.offers(ticket, by)).find((each) => each.command === type && each.available);
      if (!offer) continue;
      const command = commandFor(offer, { pick, now: clock.now(), actor: by, ticket: await engine.ticket(ticket, system) });
      await engine.execute({ ...command, ticket }, by);
      break;
    }
  }
}

/** A ticket with all it went through. */
interface Life {
  readonly ticket: Ticket;
  readonly story: readonly { readonly entry: Entry; readonly before: Ticket | undefined }[];
}

/** The wall clock of Shanghai, without the engine's own reckoning. */
const monthOf = (at: number | undefined) => (at === undefined ? undefined : new Date(at + 8 * 3_600_000).toISOString().slice(0, 7));

/** Each tally counted as its name says, ticket by ticket, from nothing but the ticket and its entries. */
const naive: Readonly<
  Record<string, (life: Life, now: number) => readonly (readonly [unit: string | undefined, month: string | undefined, amount: number])[]>
> = {
  reported: ({ ticket }) => [[ticket.area, monthOf(ticket.reportedAt), 1]],
  filed: ({ ticket, story }) => {
    const first = story.find(({ entry }) => !["report", "close"].includes((entry.set as { stage?: string }).stage ?? "report"));
    return first ? [[ticket.area, monthOf(first.entry.at), 1]] : [];
  },
  closed: ({ ticket }) => (ticket.open ? [] : [[ticket.area, monthOf(ticket.closedAt), 1]]),
  "on-time": (life) => (delayOf(life) <= 0 ? [[handledBy(life), monthOf(life.ticket.reportedAt), 1]] : []),
  late: (life) => (delayOf(life) > 0 && !life.ticket.exempted ? [[handledBy(life), monthOf(life.ticket.reportedAt), 1]] : []),
  exempted: (life) => (delayOf(life) > 0 && life.ticket.exempted ? [[handledBy(life), monthOf(life.ticket.reportedAt), 1]] : []),
  reworks: ({ ticket }) => [[ticket.area, monthOf(ticket.reportedAt), ticket.counts["rework"] ?? 0]],
  returns: ({ story }) =>
    story.flatMap(({ entry, before }) => (entry.type === "return" ? [[before?.owner, monthOf(entry.at), 1] as const] : [])),
  rated: ({ ticket }) => [[ticket.area, monthOf(ticket.reportedAt), ticket.evaluations?.length ?? 0]],
  rating: ({ ticket }) => [
    [ticket.area, monthOf(ticket.reportedAt), (ticket.evaluations ?? []).reduce((sum, { score }) => sum + score, 0)],
  ],
  open: ({ ticket }) => (ticket.open ? [[ticket.area, undefined, 1]] : []),
  overdue: ({ ticket }, now) =>
    ticket.open && ticket.metAt === undefined && ticket.due !== undefined && ticket.due < now ? [[ticket.area, undefined, 1]] : [],
};

/** NaN where there was no deadline, or it is not done. */
function delayOf({ ticket }: Life): number {
  return (ticket.metAt ?? (ticket.open ? NaN : (ticket.closedAt ?? NaN))) - (ticket.due ?? NaN);
}

/** Whoever handled it last, else its owner. */
function handledBy({ ticket, story }: Life): string | undefined {
  let now: Ticket | undefined;
  let unit: string | undefined;
  for (const { entry } of story) {
    now = evolve(now, entry);
    if (now.stage === "handle") unit = now.owner;
  }
  return unit ?? ticket.owner;
}

function isBeneath(unit: string | undefined, above: string): boolean {
  const at = organisation.units.find(({ code }) => code === unit);
  return at !== undefined && (at.code === above || isBeneath(at.parent, above));
}

async function livesOf({ engine, store }: Living): Promise<readonly Life[]> {
  const tickets = await engine.list(system, {}, { limit: 100 });
  return Promise.all(
    tickets.map(async (ticket) => {
      let before: Ticket | undefined;
      const story = (await store.journal.of(tenant.id, ticket.id)).map(({ body }) => {
        const entry = readEntry(body);
        const told = { entry, before };
        before = evolve(before, entry);
        return told;
      });
      return { ticket, story };
    }),
  );
}

function expected(lives: readonly Life[], tally: string, unit: string, month: string, now: number): number {
  const counted = lives.flatMap((life) => naive[tally]?.(life, now) ?? []);
  const mine = counted.filter(([whose, when]) => isBeneath(whose, unit) && (when === undefined || when === month));
  return mine.reduce((sum, [, , amount]) => sum + amount, 0);
}

/** Everything that is stored of the generation that is served. */
async function stored(store: Store): Promise<unknown> {
  const state = (await store.evaluation.states(tenant.id)).findLast(({ status }) => status === "current");
  assert.ok(state);
  const found = await store.evaluation.months(tenant.id, state.generation);
  const rows = await Promise.all(found.map((month) => store.evaluation.month(tenant.id, state, month)));
  return rows.map((month) => [
    month?.shares.map((row) => JSON.stringify(row)).toSorted(),
    month?.sums.map((row) => JSON.stringify(row)).toSorted(),
  ]);
}

test("of whatever lives, what was counted step by step is what is counted from the start, and what counting by hand gives", () =>
  fc.assert(
    fc
      .asyncProperty(drawn, async ({ choices, reports }) => {
        const live = await living(start, [...town, evaluationDraft]);
        const pick = picker(choices);
        for (const { text, area } of reports) {
          const command = { type: "report", process: "closed-loop", form: { description: text, area } } as const;
          const { id } = await wander(live, { command, by: person("ann") }, pick, pick([1, 3, 6]));
          await goOn(live, id, pick(endings), pick);
          if (pick([true, false])) await live.engine.evaluation.follow(tenant.id);
        }
        await live.engine.work();
        const { engine, store } = live;
        const now = live.clock.now();
        const lives = await livesOf(live);
        for (const month of months) {
          for (const unit of ["d", "s1", "c1", "g1", "water"]) {
            const answer = await engine.evaluation.figures({ evaluation: "town", unit, period: month }, system);
            assert.ok(answer.ok);
            const wanted = townEvaluation.tallies.map(({ name }) => [name, expected(lives, name, unit, month, now)]);
            assert.equal(answer.rows[0]?.tallies, Object.fromEntries(wanted), `${unit} ${month}`);
          }
        }
        for (const { name } of townEvaluation.tallies) {
          const answer = await engine.evaluation.cases(
            { evaluation: "town", unit: "s1", period: "2026-03..2026-05", tally: name },
            system,
            { limit: 500 },
          );
          const whole = await engine.evaluation.figures({ evaluation: "town", unit: "s1", period: "2026-03..2026-05" }, system);
          assert.ok(answer.ok && whole.ok);
          assert.is(
            answer.cases.reduce((sum, { amount }) => sum + amount, 0),
            whole.rows[0]?.tallies[name],
            name,
          );
        }
        const before = await stored(store);
        await engine.evaluation.recompute(tenant.id);
        assert.equal(await stored(store), before);
        assert.equal((await engine.verify(tenant.id)).faults, []);
      })
      .afterEach(closeLiving),
    { numRuns: 12, includeErrorInReport: true },
  ));

test.run();
