import type { Definition } from "../definitions/definition.ts";
import type { LadderDocument } from "../definitions/ladder.ts";
import type { Located } from "../definitions/located.ts";
import { abilities } from "../abilities/index.ts";
import { checkCases } from "../definitions/check/check-cases.ts";
import { checkLadder } from "../definitions/check/check-ladder.ts";
import { checkProcess } from "../definitions/check/check-process.ts";
import { checkStandards } from "../definitions/check/check-standards.ts";
import type { Standard } from "../definitions/standards.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { buildTree } from "../model/tree.ts";
import { checkOrganisation } from "../org/check-organisation.ts";
import { compileOrganisation } from "../org/compile-organisation.ts";
import { checkTable } from "../rules/check-table.ts";
import { compileTable } from "../rules/compile.ts";
import { compileExpression } from "../rules/feel/compile-expression.ts";
import { checkCalendar } from "../time/check-calendar.ts";
import { checkHolidays } from "../time/check-holidays.ts";
import { actions } from "./actions/index.ts";
import { calendarOf } from "./calendar-of.ts";
import { zoneOf } from "../time/zone.ts";
import { compileLadder, rungNames, type Ladder } from "./ladders/ladder.ts";
import { verdicts } from "./requests/decide-request.ts";
import { guardNames, type HostGuard } from "./guard.ts";
import { compileProcess, type Process } from "./process.ts";
import type { Table, World } from "./world.ts";

/** A definition at one published version. */
export type Versioned = Definition & { readonly version: number };

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
  const newest = new Map<string, Versioned>();
  for (const each of definitions) if (each.version >= (newest.get(keyOf(each))?.version ?? 0)) newest.set(keyOf(each), each);
  const parts = partsOf([...newest.values()]);
  const processes = new Map<string, Process>();
  const findings = [...newest.values()].flatMap((each) => locate(each, checkOne(each, parts, setting)));
  const broken = new Set(findings.filter((found) => found.finding.severity === "error").map((found) => `${found.kind}/${found.id}`));
  const zone = zoneOf(setting.zone);
  const tables = new Map<string, Table>();
  const ladders = new Map<string, Ladder>();
  const climbed = new Map<string, Ladder>();
  for (const each of definitions) {
    const current = newest.get(keyOf(each)) === each;
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
      if (!broken.has(keyOf(each)) || !current) findings.push(...locate(each, [process.finding]));
      continue;
    }
    processes.set(`${each.id}@${each.version}`, process.process);
    if (current) processes.set(each.id, process.process);
  }
  const { organisation, categories, standards } = parts;
  const process = (id: string, version?: number) => processes.get(version === undefined ? id : `${id}@${version}`);
  const world: World = {
    tenant: setting.tenant,
    zone,
    organisation,
    categories,
    standards,
    hasCalendars: parts.hasCalendar,
    // Also one that a newer check refuses: clocks that run by it must go on.
    calendarOf: calendarOf(zone, parts.organisation, [...newest.values()]),
    process,
    table: (id) => tables.get(id),
    ladder: ({ id, version }) => ladders.get(`${id}@${version}`),
    ladderOf: (id, clock, milestones) => climbed.get(clockKey({ process: id, clock, milestones })),
  };
  return { world, findings };
}

const emptyOrganisation = { kinds: [], roles: [], units: [], people: [], lastResort: "" };

function partsOf(newest: readonly Versioned[]) {
  const pick = <Kind extends Definition["kind"]>(kind: Kind) =>
    newest.find((each): each is Extract<Versioned, { kind: Kind }> => each.kind === kind);
  const org = pick("organisation");
  const cats = pick("categories");
  const stds = pick("standards");
  const organisation = compileOrganisation(org?.body ?? emptyOrganisation, org?.version ?? 0);
  const { tree, faults } = buildTree(cats?.body.categories ?? []);
  const list = new Map<string, Standard>(stds?.body.standards.map((standard) => [standard.code, standard]));
  return {
    organisation,
    categories: { version: cats?.version ?? 0, tree },
    categoryFaults: faults,
    standards: { version: stds?.version ?? 0, find: (code: string) => list.get(code) },
    roles: new Set((org?.body.roles ?? []).map((role) => role.code)),
    held: new Set((org?.body.people ?? []).flatMap((person) => person.holds.map((held) => held.role))),
    hasCalendar: newest.some((each) => each.kind === "calendar"),
    areaClasses: new Set(org?.body.units.flatMap(({ areaClass }) => areaClass ?? [])),
    calendarSurroundings: {
      holidays: new Map(newest.flatMap((each) => (each.kind === "holidays" ? [[each.id, each.body]] : []))),
      unitKinds: new Set(org?.body.kinds.map((kind) => kind.code)),
      calendars: newest.flatMap((each) => (each.kind === "calendar" ? [each.body] : [])),
    },
    tables: new Map(newest.flatMap((each) => (each.kind === "table" ? [[each.id, each.body]] : []))),
    ladders: newest.flatMap((each) => (each.kind === "ladder" ? [each.body] : [])),
    processes: new Map(newest.flatMap((each) => (each.kind === "process" ? [[each.id, each.body]] : []))),
    trees: {
      categories: tree,
      units: organisation.units,
      isUnitName: organisation.isRelative,
      isStandard: (code: string) => list.has(code),
    },
  };
}

type Parts = ReturnType<typeof partsOf>;

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

function checkOne(definition: Versioned, parts: Parts, setting: Setting): readonly Finding[] {
  switch (definition.kind) {
    case "organisation":
      return checkOrganisation(definition.body);
    case "categories":
      return parts.categoryFaults.map((fault) => {
        const at = definition.body.categories.findLastIndex((category) => category.code === fault.code);
        return errorAt(
          `/categories/${at}`,
          `category-${fault.type}`,
          `类别 ${fault.code} 有误（${fault.type}）；请检查其编码和上级。`,
          `The category ${fault.code} is at fault (${fault.type}); check its code and its parent.`,
        );
      });
    case "holidays":
      return checkHolidays(definition.body);
    case "calendar":
      return checkCalendar(definition.body, parts.calendarSurroundings);
    case "standards":
      return checkStandards(definition.body.standards, parts);
    case "table":
      return checkTable(definition.body, parts.trees);
    case "ladder":
      return checkLadder(definition.body, { ...acting(parts), processes: parts.processes, ladders: parts.ladders, rungFeel });
    case "cases":
      return checkCases(definition.body, { ...parts, isPerson: parts.organisation.isPerson });
    case "process":
      return checkProcess(definition.body, {
        ...acting(parts),
        commands: new Set(["report", "timer", "adopt", ...Object.keys(verdicts), ...abilities.keys()]),
        hostGuards: new Map([...setting.hostGuards].map(([name, guard]) => [name, guard.version])),
        feel: (source) => compileExpression(source, { names: guardNames }),
      });
  }
}

/** What processes and ladders may both refer to. */
function acting({ roles, held, organisation, tables, hasCalendar }: Parts) {
  return {
    actions,
    abilities: new Map([...abilities].flatMap(([name, { by, options }]) => (by ? [] : [[name, options] as const]))),
    roles,
    isHeld: (role: string) => held.has(role),
    isPerson: organisation.isPerson,
    hasCalendar,
    tables,
  };
}

function rungFeel(source: string) {
  return compileExpression(source, { names: rungNames });
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
