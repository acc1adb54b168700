import { assemble, type Versioned } from "../../decide/assemble.ts";
import { partsOf } from "../../decide/parts.ts";
import type { HostGuard } from "../../decide/guard.ts";
import { compileProcess, type Process } from "../../decide/process.ts";
import type { World } from "../../decide/world.ts";
import type { DefinitionRef, Ticket } from "../../model/ticket.ts";
import type { Part } from "../../model/part.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import type { Store } from "../../store/port.ts";
import type { Fault } from "./fault.ts";
import { definitionHash } from "../hash.ts";
import { versioned } from "../worlds.ts";

/** A tenant's definitions as verification asks them. */
export interface Known {
  /** Whether the version exists of what an entry names: `organisation`, `process/ID`. */
  readonly has: (name: string, version: number) => boolean;
  /** The parts the ticket's own process asks for; undefined where that process cannot be read. */
  readonly partsOf: (ticket: Ticket) => readonly Part[] | undefined;
  /** The fields of its report's form that hold human text, as its own process has it. */
  readonly reportTexts: (ticket: Ticket) => readonly string[] | undefined;
  readonly faults: readonly Fault[];
}

/** Reads every definition of the tenant. One that is not what its hash says, its name and version included, is told, and not believed. */
export async function knownDefinitions(store: Store, tenant: string): Promise<Known> {
  const rows = await store.definitions.all(tenant);
  const faults: Fault[] = [];
  const sound = rows.filter((row) => {
    const whole = definitionHash(row) === row.hash;
    if (!whole) faults.push({ fault: "definition-differs", what: nameOf(row) });
    return whole;
  });
  const definitions = sound.flatMap((row) => orFault(faults, nameOf(row), () => [versioned(row)]) ?? []);
  const world = orFault(faults, tenant, () => worldOf(tenant, definitions));
  const processes = new Map<string, Process | undefined>();
  const processOf = ({ id, version }: DefinitionRef): Process | undefined => {
    const name = `process/${id}@${version}`;
    if (!processes.has(name)) processes.set(name, world?.process(id, version) ?? alone(faults, definitions, name));
    return processes.get(name);
  };
  const names = new Set(rows.flatMap((row) => [nameOf(row), `${row.kind}@${row.version}`]));
  return {
    // What was never published has version 0.
    has: (name, version) => version === 0 || names.has(`${name}@${version}`),
    partsOf: (ticket) => {
      const process = processOf(ticket.process);
      return world && process && partsOf(world, process, ticket);
    },
    reportTexts: (ticket) => processOf(ticket.process)?.reportTexts,
    faults,
  };
}

function nameOf({ kind, id, version }: Pick<DefinitionRow, "kind" | "id" | "version">): string {
  return `${kind}/${id}@${version}`;
}

/** What waits for whom asks no guard: where a host registered some, verification goes without its code. */
function worldOf(tenant: string, definitions: readonly Versioned[]): World {
  return assemble({ tenant, zone: "UTC", hostGuards: guardsOf(definitions) }, definitions).world;
}

function guardsOf(definitions: readonly Versioned[]): ReadonlyMap<string, HostGuard> {
  const named = definitions.flatMap((each) => (each.kind === "process" ? Object.entries(each.body.meta.hostGuards ?? {}) : []));
  return new Map(named.map(([name, version]) => [name, { version, holds: () => false }]));
}

/** A process that today's checks would refuse still says what its tickets wait for. */
function alone(faults: Fault[], definitions: readonly Versioned[], name: string): Process | undefined {
  const found = definitions.find((each) => nameOf(each) === name);
  if (found?.kind !== "process") return undefined;
  return orFault(faults, name, () => compileProcess(found.body, found.version, guardsOf(definitions)));
}

function orFault<T>(faults: Fault[], what: string, act: () => T): T | undefined {
  try {
    return act();
  } catch {
    faults.push({ fault: "definition-unreadable", what });
    return undefined;
  }
}
