import type { Located } from "../decide/assemble.ts";
import type { HostGuard } from "../decide/process.ts";
import type { World } from "../decide/world.ts";
import type { Actor } from "../model/actor.ts";
import type { Command } from "../model/command.ts";
import type { Ticket } from "../model/ticket.ts";
import type { Tenant } from "../store/definitions.ts";
import type { DeliveryRow, DeliveryState } from "../store/deliveries.ts";
import type { Person } from "../store/people.ts";
import type { Store } from "../store/port.ts";
import { checkDrafts, define, type Defined, type Draft } from "./define.ts";
import { deliver, type Handler } from "./deliver.ts";
import { realChance, type Chance } from "./draw.ts";
import { execute, type Answer, type ExecuteOptions } from "./execute.ts";
import { exportTenant, type ExportRecord } from "./export.ts";
import { fireTimers } from "./fire-timers.ts";
import { forgetAnswers } from "./forget-answers.ts";
import { loop } from "./loop.ts";
import { parseTenant } from "./parse-tenant.ts";
import { reader, type Reader } from "./read.ts";
import { rehearse, type Rehearsal } from "./rehearse.ts";
import { verify, type Verification } from "./verify.ts";
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

export interface Engine extends Reader {
  /** Adds a tenant or changes its settings. */
  readonly setTenant: (tenant: Tenant) => Promise<void>;
  readonly tenants: () => Promise<readonly Tenant[]>;
  /** What stands against publishing these drafts; writes nothing. */
  readonly check: (tenant: string, drafts: readonly Draft[]) => Promise<readonly Located[]>;
  /** Publishes drafts, all or none; unchanged ones cost no version. */
  readonly define: (tenant: string, drafts: readonly Draft[], author: string) => Promise<Defined>;
  /** The one door: every change of a ticket, and every report. Refusals are values; only broken promises throw. */
  readonly execute: (command: Command, actor: Actor, options?: ExecuteOptions) => Promise<Answer>;
  /** Tries several commands on one ticket, each on what the one before left; writes nothing. From a report on where no ticket is given. */
  readonly rehearse: (tenant: string, start?: Ticket) => Promise<Rehearsal>;
  readonly putPeople: (tenant: string, people: readonly Person[]) => Promise<void>;
  /** Erases a person and the human text of their reports; the journals stay whole. */
  readonly erase: (tenant: string, person: string) => Promise<void>;
  readonly deliveries: (tenant: string, state: DeliveryState, limit?: number) => Promise<readonly DeliveryRow[]>;
  readonly redeliver: (tenant: string, delivery: string) => Promise<boolean>;
  readonly verify: (tenant: string, progress?: (tickets: number) => void) => Promise<Verification>;
  /** Everything of a tenant, a record at a time. */
  readonly export: (tenant: string) => AsyncIterable<ExportRecord>;
  readonly backup: (file: string) => Promise<void>;
  /** Fires what is due and delivers what waits, once; for hosts and tests that keep their own rhythm. */
  readonly work: () => Promise<{ readonly fired: number; readonly attempts: number }>;
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
  const known = worlds(store, hostGuards);
  const parts = { store, worlds: known, now, chance };
  const forget = forgetAnswers(parts);
  const work = async () => {
    await forget();
    return { fired: await fireTimers(parts, onError), attempts: await deliver(parts, { handlers, maxAttempts }) };
  };
  const working = loop(work, onError);
  const worldOf = async (tenant: string): Promise<World> => (await known.of(tenant)).world;

  return {
    setTenant: async (tenant) => {
      await store.definitions.putTenant(parseTenant(tenant));
      known.forget(tenant.id);
    },
    tenants: () => store.definitions.tenants(),
    check: async (tenant, drafts) => (await checkDrafts(store, await known.tenant(tenant), hostGuards, drafts)).findings,
    define: async (tenant, drafts, author) => {
      const defined = await define(store, await known.tenant(tenant), hostGuards, drafts, author, now());
      known.forget(tenant);
      return defined;
    },
    execute: (command, actor, how) => execute(parts, command, actor, how),
    rehearse: (tenant, start) => rehearse(parts, tenant, start),
    ...reader(store, worldOf, now),
    putPeople: (tenant, people) => store.people.put(tenant, people),
    erase: (tenant, person) => store.people.erase(tenant, person, now()),
    deliveries: (tenant, state, limit = 100) => store.deliveries.list(tenant, state, limit),
    redeliver: (tenant, id) => store.deliveries.redeliver(tenant, id, now()),
    verify: (tenant, progress) => verify(store, tenant, progress),
    export: (tenant) => exportTenant(store, tenant),
    backup: (file) => store.backup(file),
    work,
    start: working.start,
    close: async () => {
      await working.stop();
      await store.close();
    },
    world: worldOf,
  };
}

function warn(cause: unknown): void {
  process.emitWarning(cause instanceof Error ? cause : String(cause));
}
