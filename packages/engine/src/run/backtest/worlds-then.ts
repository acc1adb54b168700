import { publishedWorld, type Setting } from "../../decide/assemble.ts";
import type { World } from "../../decide/world.ts";
import type { Entry } from "../../model/entry.ts";
import type { KeptDefinition } from "../../store/audit.ts";
import { versioned } from "../worlds.ts";

/** The worlds that were in force, one for each publication. */
export interface WorldsThen {
  /** The number of the publication whose world decided the entry. */
  readonly at: (entry: Entry) => number;
  readonly world: (publication: number) => World;
  /** The number of the last publication. */
  readonly last: number;
}

/** Worlds of the past that are kept: tickets of one time ask for the same few. */
const mostKept = 8;

/** Makes the worlds of a tenant's publications as they are asked for. */
export function worldsThen(setting: Setting, kept: readonly KeptDefinition[]): WorldsThen {
  const moments = [...new Set(kept.map(({ publishedAt }) => publishedAt ?? 0))].toSorted((a, b) => a - b);
  const until = (moment: number): readonly KeptDefinition[] => kept.filter(({ publishedAt }) => (publishedAt ?? 0) <= moment);
  const versions = moments.map((moment) => versionsOf(until(moment)));
  const known = new Map<number, World>();
  return {
    last: moments.length - 1,
    at: ({ recordedAt, versions: asked }) => {
      const latest = moments.findLastIndex((moment) => moment <= recordedAt);
      // A command that was under way when something was published may still have been decided by the world before.
      const fits = (publication: number) => Object.entries(asked).every(([name, version]) => agrees(versions[publication], name, version));
      for (let publication = latest; publication >= 0; publication -= 1) if (fits(publication)) return publication;
      return latest;
    },
    world: (publication) => {
      const found = known.get(publication) ?? publishedWorld(setting, until(moments[publication] ?? 0).map(versioned));
      known.delete(publication);
      known.set(publication, found);
      if (known.size > mostKept) known.delete(known.keys().next().value ?? publication);
      return found;
    },
  };
}

/** The newest version of everything, by the name under which entries note it. */
function versionsOf(rows: readonly KeptDefinition[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { kind, id, version } of rows) {
    const name = single.has(kind) ? kind : `${kind}/${id}`;
    newest.set(name, Math.max(version, newest.get(name) ?? 0));
  }
  return newest;
}

/** Of these a tenant has one, which entries name by its kind. */
const single: ReadonlySet<string> = new Set(["organisation", "categories", "standards"]);

/** A process and a ladder stay at the version that the ticket or its clock began with. */
function agrees(versions: ReadonlyMap<string, number> | undefined, name: string, version: number): boolean {
  if (name.startsWith("process/") || name.startsWith("ladder/")) return true;
  return versions?.get(name) === version;
}
