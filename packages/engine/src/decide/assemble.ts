import type { Definition } from "../definitions/definition.ts";
import type { LadderDocument } from "../definitions/ladder.ts";
import type { Located } from "../definitions/located.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import type { DefinitionRef } from "../model/ticket.ts";
import { compilePlaces } from "../places/compile-places.ts";
import { compileTable } from "../rules/compile.ts";
import { zoneOf } from "../time/zone.ts";
import { calendarOf } from "./calendar-of.ts";
import { checkDefinition } from "./check-definition.ts";
import { datedWorld } from "./dated-world.ts";
import { partsOf, type Parts } from "./definition-parts.ts";
import type { HostGuard } from "./guard.ts";
import { compileLadder, type Ladder } from "./ladders/ladder.ts";
import { compileProcess, type Process } from "./process.ts";
import type { Table, World } from "./world.ts";

/** A definition at one published version. */
export type Versioned = Definition & {
  readonly version: number;
  /** It was checked among the same units before it was published: the polygons of grids, which takes long, are not looked at again. */
  readonly drawn?: boolean;
};

export interface Setting {
  readonly tenant: string;
  readonly zone: string;
  readonly hostGuards: ReadonlyMap<string, HostGuard>;
}

/**
 * The world that these definitions make, every version of each, and what the check has to say about the newest ones.
 * A world is only usable where no finding is an error.
 */
export function assemble(
  setting: Setting,
  definitions: readonly Versioned[],
): { readonly world: World; readonly findings: readonly Located[] } {
  const newest = newestOf(definitions);
  const parts = partsOf(newest);
  const findings = newest.flatMap((each) => locate(each, checkDefinition(each, parts, setting)));
  const { world, unfit } = build(setting, definitions, newest, parts, brokenIn(findings));
  return { world, findings: [...findings, ...unfit] };
}

/**
 * The world of definitions that are published, and so were checked then. Only what a newer check would refuse and a decision could trip over
 * is checked again and left out: tables and ladders.
 */
export function publishedWorld(setting: Setting, definitions: readonly Versioned[]): World {
  const newest = newestOf(definitions);
  const parts = partsOf(newest);
  const tripping = newest.filter(({ kind }) => kind === "table" || kind === "ladder");
  const broken = brokenIn(tripping.flatMap((each) => locate(each, checkDefinition(each, parts, setting))));
  return build(setting, definitions, newest, parts, broken).world;
}

/** Of each definition the version that counts. */
export function newestOf(definitions: readonly Versioned[]): readonly Versioned[] {
  const newest = new Map<string, Versioned>();
  for (const each of definitions) if (each.version >= (newest.get(keyOf(each))?.version ?? 0)) newest.set(keyOf(each), each);
  return [...newest.values()];
}

function brokenIn(findings: readonly Located[]): ReadonlySet<string> {
  return new Set(findings.flatMap(({ kind, id, finding }) => (finding.severity === "error" ? [`${kind}/${id}`] : [])));
}

/** The world, without the tables and ladders that are broken; and the processes that XState does not take, where that is not known already. */
function build(
  setting: Setting,
  definitions: readonly Versioned[],
  newest: readonly Versioned[],
  parts: Parts,
  broken: ReadonlySet<string>,
): { readonly world: World; readonly unfit: readonly Located[] } {
  const zone = zoneOf(setting.zone);
  const unfit: Located[] = [];
  const counts = new Set(newest);
  const processes = new Map<string, Process>();
  const tables = new Map<string, Table>();
  const ladders = new Map<string, Ladder>();
  const climbed = new Map<string, Ladder>();
  for (const each of definitions) {
    const current = counts.has(each);
    if (each.kind === "table" && current && !broken.has(keyOf(each)))
      tables.set(each.id, { ref: refOf(each), compiled: compileTable(each.body, parts.trees) });
    if (each.kind === "ladder" && !(current && broken.has(keyOf(each)))) {
      const ladder = compileLadder(each.body, each.version);
      ladders.set(`${each.id}@${each.version}`, ladder);
      if (current) for (const use of each.body.clocks) climbed.set(clockKey(use), ladder);
    }
    if (each.kind !== "process") continue;
    const process = compiled(each, setting);
    if (!process.ok) {
      if (!broken.has(keyOf(each)) || !current) unfit.push(...locate(each, [process.finding]));
      continue;
    }
    processes.set(`${each.id}@${each.version}`, process.process);
    if (current) processes.set(each.id, process.process);
  }
  const sources = new Map(newest.flatMap((each) => (each.kind === "source" ? [[each.id, each.body] as const] : [])));
  const { organisation, categories, standards, grids } = parts;
  const process = (id: string, version?: number) => processes.get(version === undefined ? id : `${id}@${version}`);
  const timeless = {
    tenant: setting.tenant,
    zone,
    organisation,
    places: compilePlaces(grids?.body, grids?.version ?? 0, organisation.units, organisation.successor),
    categories,
    standards,
    hasCalendars: parts.hasCalendar,
    // Also one that a newer check refuses: clocks that run by it must go on.
    calendarOf: calendarOf(zone, parts.organisation, newest),
    process,
    source: (id: string) => sources.get(id),
    table: (id: string) => tables.get(id),
    ladder: ({ id, version }: DefinitionRef) => ladders.get(`${id}@${version}`),
    ladderOf: (id: string, clock: string, milestones: boolean) => climbed.get(clockKey({ process: id, clock, milestones })),
  };
  return { world: datedWorld(timeless, parts), unfit };
}

/** What no check foresaw and XState does not take is a finding too, never a crash. */
function compiled(each: Extract<Versioned, { kind: "process" }>, setting: Setting) {
  try {
    return { ok: true, process: compileProcess(each.body, each.version, setting.hostGuards) } as const;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return {
      ok: false,
      finding: errorAt("", "not-a-machine", `XState 不接受这个流程：${why}`, `XState does not take this process: ${why}`),
    } as const;
  }
}

function locate({ kind, id }: Versioned, findings: readonly Finding[]): readonly Located[] {
  return findings.map((finding) => ({ kind, id, finding }));
}

function clockKey({ process, clock, milestones = false }: LadderDocument["clocks"][number]): string {
  return `${process}/${clock}/${milestones}`;
}

function keyOf({ kind, id }: Definition): string {
  return `${kind}/${id}`;
}

function refOf({ id, version }: Versioned) {
  return { id, version };
}
