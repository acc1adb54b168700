import type { HostGuard } from "../decide/guard.ts";
import type { World } from "../decide/world.ts";
import type { Actor } from "../model/actor.ts";
import type { Command } from "../model/command.ts";
import type { Point, Ticket } from "../model/ticket.ts";
import type { Whereabouts } from "../model/whereabouts.ts";
import type { Tenant } from "../store/definitions.ts";
import type { DeliveryRow, DeliveryState } from "../store/deliveries.ts";
import type { Person } from "../store/people.ts";
import type { Store } from "../store/port.ts";
import { backtester, type Backtester } from "./backtest/backtester.ts";
import { definer, type Definer } from "./definitions/definer.ts";
import { deliveryRounds, leaseLength, type Handler } from "./deliver.ts";
import { adoptStrays } from "./adopt-strays.ts";
import { realChance, type Chance } from "./draw.ts";
import { execute, type Answer, type ExecuteOptions } from "./execute.ts";
import { checkSeals } from "./seal/check-seals.ts";
import type { Duplicate, DuplicateOptions, DuplicateQuestion } from "./duplicates/duplicate.ts";
import { findDuplicates } from "./duplicates/find-duplicates.ts";
import { forgetLikeness } from "./duplicates/forget-likeness.ts";
import { reindex } from "./duplicates/reindex.ts";
import { evaluator, type Evaluator } from "./evaluation/evaluator.ts";
import { plansOf } from "./evaluation/plans.ts";
import { evaluationRounds } from "./evaluation/rounds.ts";
import { exportTenant } from "./export/export.ts";
import type { ExportOptions, ExportRecord } from "./export/export-record.ts";
import type { Fault } from "./verify/fault.ts";
import { timerRounds } from "./fire-timers.ts";
import { forgetAnswers } from "./forget-answers.ts";
import { intake, type IntakeAnswer, type IntakeOptions } from "./intake/intake.ts";
import { loop } from "./loop.ts";
import { mover, type Mover } from "./moves/mover.ts";
import { parsePoint } from "./parse-query.ts";
import { parsePeople } from "./parse-people.ts";
import { parseTenant } from "./parse-tenant.ts";
import { publishDue, type KeptSchedules } from "./proposals/publish-due.ts";
import { proposals, type Proposals } from "./proposals/proposals.ts";
import { reader, type Reader } from "./read.ts";
import { recount, type RecountProgress } from "./recount.ts";
import { requirePerson } from "./require-person.ts";
import { rehearse, type Rehearsal } from "./rehearse.ts";
import { makeSeal, type SealOptions, type SignedSeal } from "./seal/seal.ts";
import { verify, type Verification, type VerifyOptions } from "./verify/verify.ts";
import { tryTicket, type Tried, type TryOptions } from "./try.ts";
import { tenantRounds } from "./tenant-rounds.ts";
import { worlds } from "./worlds.ts";

export interface EngineOptions {
  readonly store: Store;
  /** Guards that processes name as host guards. */
  readonly guards?: Readonly<Record<string, HostGuard>>;
  /** Who takes deliveries, by destination. Deliveries to a destination without a handler wait. */
  readonly handlers?: Readonly<Record<string, Handler>>;
  /** Tries before a delivery is dead; 12 by default, about three quarters of an hour. */
  readonly maxAttempts?: number;
  /** Epoch milliseconds; the system's clock by default. */
  readonly now?: () => number;
  readonly chance?: Chance;
  /** Hears what a round of `start` could not do, a full disk say; it is tried again. A process warning by default. */
  readonly onError?: (cause: unknown) => void;
}

/** What one round of work came to. */
export interface Worked {
  /** Timers. */
  readonly fired: number;
  /** To deliver. */
  readonly attempts: number;
  /** Proposals whose time had come. */
  readonly scheduled: KeptSchedules;
}

export interface Engine extends Reader, Definer, Proposals, Backtester, Mover {
  /** Adds a tenant or changes its settings. */
  readonly setTenant: (tenant: Tenant) => Promise<void>;
  readonly tenants: () => Promise<readonly Tenant[]>;
  /**
   * Counts the clocks of open tickets anew where their calendar or the tenant's zone has changed since and they come out otherwise, a command
   * and an entry for each; answers how many. `work` and `start` do it by themselves after a publication and after `setTenant`.
   */
  readonly recount: (tenant: string, onProgress?: (progress: RecountProgress) => void) => Promise<number>;
  /** The one door: every change of a ticket, and every report. Refusals are values; only broken promises throw. */
  readonly execute: (command: Command, actor: Actor, options?: ExecuteOptions) => Promise<Answer>;
  /**
   * Takes in one record as a published source sends it, by the source's mapping: a report, once for each source key however often it comes.
   * A record that does not fit is a refusal that says why.
   */
  readonly intake: (source: string, record: unknown, actor: Actor, options?: IntakeOptions) => Promise<IntakeAnswer>;
  /**
   * Tickets that may tell of the same matter as a ticket or a report: open, or ended in the last days; near in place, time and text, with
   * a score from 0 to 1 and the reasons. Only such as the actor may see.
   */
  readonly duplicates: (actor: Actor, question: DuplicateQuestion, options?: DuplicateOptions) => Promise<readonly Duplicate[]>;
  /** Makes anew what duplicates are found by; answers how many tickets it went through. Needed once after a migration, and where `verify` says so. */
  readonly reindex: (tenant: string, onProgress?: (tickets: number) => void) => Promise<number>;
  /**
   * Tries several commands on one ticket, each on what the one before left; writes nothing. From where the ticket is stored, of which only
   * the id counts, or from a report on where none is given.
   */
  readonly rehearse: (tenant: string, ticket?: Pick<Ticket, "id">) => Promise<Rehearsal>;
  /**
   * Tries one ticket, a report or that of a real ticket, in the world that drafts would make and in the published one: classification,
   * route, clocks, and until a horizon all that happens if nobody does anything, with times and people. Decided by the function that
   * decides live; nothing is written. Drafts with errors are answered with their findings.
   */
  readonly try: (tenant: string, options: TryOptions) => Promise<Tried>;
  /** Where a point lies among the tenant's grids, as a report of it would be answered; outside where there are none. */
  readonly locate: (tenant: string, point: Point) => Promise<Whereabouts>;
  /** Numbers by unit, category, source, person and time, as the published evaluations count them; each opens its tickets. */
  readonly evaluation: Evaluator;
  readonly putPeople: (tenant: string, people: readonly Person[]) => Promise<void>;
  /**
   * Erases a person: name, telephone and address, and of the tickets they reported all human text, whoever wrote it, the names of
   * attachments and what failed deliveries said. The journals stay whole and the tickets go on working; what asks for an erased text
   * gets null, and an idempotency key sent again gets its first answer without comparing commands. What staff wrote on other tickets
   * is the office's record and stays, as do ids, hashes of attachments, the point on the map and the fields of forms that are not texts.
   * On libSQL the overwritten bytes of a row that had grown may stay in an unused part of its page, where a backup never has them: replace the
   * file by one where no trace may stay. Throws `unknown-person` where nobody of that id is known nor has reported. Backups made before
   * still hold everything, and so may an attachment's bytes and whatever a handler sent out: both are the host's to delete.
   */
  readonly erase: (tenant: string, person: string) => Promise<void>;
  readonly deliveries: (tenant: string, state: DeliveryState, limit?: number) => Promise<readonly DeliveryRow[]>;
  /**
   * Puts a dead or undeliverable delivery back, with all its tries; answers whether there was one. It goes before what still waits of its
   * ticket for that destination, once what may be under way there is over; what was delivered meanwhile it comes after.
   */
  readonly redeliver: (tenant: string, delivery: string) => Promise<boolean>;
  /** Whether everything stored agrees with the journals, and with `seals` also whether the journals are those that were sealed. */
  readonly verify: (tenant: string, options?: VerifyOptions) => Promise<Verification>;
  /** A signed statement of what the tenant's journal is now, to be kept outside the store. Reads what is new since the previous one. */
  readonly seal: (tenant: string, options: SealOptions) => Promise<SignedSeal>;
  /** Only what `verify` says of seals: their signatures, their order, and the journal up to each. */
  readonly checkSeals: (tenant: string, seals: readonly SignedSeal[], publicKey: string) => Promise<readonly Fault[]>;
  /** Everything of a tenant, a record at a time; people only where they are asked for. */
  readonly export: (tenant: string, options?: ExportOptions) => AsyncIterable<ExportRecord>;
  readonly backup: (file: string) => Promise<void>;
  /**
   * Publishes what was scheduled, fires what is due, delivers what waits and counts what evaluations ask for, once; for hosts and tests that keep their own rhythm. Comes back when no attempt is under
   * way any more, 15 seconds after the last began at the latest.
   */
  readonly work: () => Promise<Worked>;
  /** Works by itself from now on, until `close`. */
  readonly start: () => void;
  /** Ends the loops, then the store; an accepted command is finished first. */
  readonly close: () => Promise<void>;
  /** The tenant's current definitions, compiled. */
  readonly world: (tenant: string) => Promise<World>;
}

/** An engine on a store. */
export function createEngine(options: EngineOptions): Engine {
  const { store, now = Date.now, chance = realChance, maxAttempts = 12, onError = warn } = options;
  const hostGuards = new Map(Object.entries(options.guards ?? {}));
  const handlers = new Map(Object.entries(options.handlers ?? {}));
  const known = worlds(store, hostGuards, now);
  const parts = { store, worlds: known, now, chance };
  const worldOf = async (tenant: string): Promise<World> => (await known.of(tenant)).world;
  const forgets = [forgetAnswers(parts), forgetLikeness(parts)];
  const recounts = tenantRounds(parts, (tenant) => recount(parts, tenant));
  // Also as a day begins on which somebody gives up a role.
  const adoptions = tenantRounds(
    parts,
    (tenant) => adoptStrays(parts, tenant),
    async (tenant) => (await worldOf(tenant)).period,
  );
  /** What follows from a publication: decisions go by it, and tickets that it leaves behind are seen to. */
  const published = async (tenant: string): Promise<void> => {
    known.forget(tenant);
    recounts.ask(tenant);
    adoptions.ask(tenant);
    await adoptions.round();
  };
  const plans = plansOf(store, known);
  const evaluate = evaluationRounds({ store, plans });
  const proposing = { ...parts, hostGuards, published };
  const schedule = () => publishDue(proposing);
  const fireTimers = timerRounds(parts, onError);
  const deliveries = deliveryRounds(parts, { handlers, maxAttempts });
  const work = async () => {
    for (const forget of forgets) await forget();
    const scheduled = await schedule();
    await adoptions.round();
    await recounts.round();
    const fired = await fireTimers();
    const attempts = await Promise.all(deliveries.map((deliver) => deliver(() => false)));
    await evaluate();
    return { fired, attempts: attempts.reduce((sum, each) => sum + each, 0), scheduled };
  };
  // Each by itself: what waits for an answer keeps no timer waiting.
  const loops = [...forgets, schedule, adoptions.round, recounts.round, fireTimers, evaluate, ...deliveries].map((round) =>
    loop(round, onError),
  );

  const reading = reader(store, worldOf, now);

  return {
    setTenant: async (tenant) => {
      await store.definitions.putTenant(parseTenant(tenant));
      known.forget(tenant.id);
      recounts.ask(tenant.id);
    },
    tenants: () => store.definitions.tenants(),
    ...definer(parts, hostGuards, published),
    ...proposals(proposing),
    ...backtester(parts, hostGuards),
    ...mover(parts),
    recount: (tenant, onProgress) => recount(parts, tenant, onProgress),
    execute: (command, actor, how) => execute(parts, command, actor, how),
    intake: (source, record, actor, how) => intake({ ...parts, bySourceKey: reading.bySourceKey }, source, record, actor, how),
    duplicates: (actor, question, how) => findDuplicates({ store, world: worldOf, now }, actor, question, how),
    reindex: async (tenant, onProgress) => reindex(parts, (await known.tenant(tenant)).id, onProgress),
    rehearse: (tenant, ticket) => rehearse(parts, tenant, ticket),
    try: (tenant, what) => tryTicket(parts, hostGuards, tenant, what),
    ...reading,
    locate: async (tenant, point) => (await worldOf(tenant)).places.locate(parsePoint(point)),
    evaluation: evaluator(parts, plans),
    putPeople: async (tenant, people) => {
      await known.tenant(tenant);
      await store.people.put(tenant, parsePeople(people));
    },
    erase: async (tenant, person) => {
      await known.tenant(tenant);
      await requirePerson(store, tenant, person);
      await store.people.erase(tenant, person, now());
    },
    deliveries: (tenant, state, limit = 100) => store.deliveries.list(tenant, state, limit),
    redeliver: (tenant, id) => store.deliveries.redeliver(tenant, id, now(), leaseLength),
    verify: (tenant, how) => verify(store, tenant, how),
    seal: async (tenant, how) => makeSeal(store, (await known.tenant(tenant)).id, now(), how),
    checkSeals: (tenant, seals, publicKey) => checkSeals(store, tenant, seals, publicKey),
    export: (tenant, how) => exportTenant(store, tenant, how),
    backup: (file) => store.backup(file),
    work,
    start: () => loops.forEach((each) => each.start()),
    close: async () => {
      await Promise.all(loops.map((each) => each.stop()));
      await store.close();
    },
    world: worldOf,
  };
}

function warn(cause: unknown): void {
  process.emitWarning(cause instanceof Error ? cause : String(cause));
}
