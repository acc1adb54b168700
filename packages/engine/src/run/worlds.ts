import type { Definition } from "../definitions/definition.ts";
import { publishedWorld, type Setting, type Versioned } from "../decide/assemble.ts";
import type { World } from "../decide/world.ts";
import { EngineError } from "../model/engine-error.ts";
import type { DefinitionRow, Tenant } from "../store/definitions.ts";
import type { Store } from "../store/port.ts";

/** A tenant's settings and the world its definitions make. */
export interface Current {
  readonly tenant: Tenant;
  /** As it is at this moment. */
  readonly world: World;
  /** Whether something was published since: then it must be asked for anew. */
  isStale: boolean;
}

/** The current world of each tenant, built once and replaced on publication. */
export interface Worlds {
  readonly of: (tenant: string) => Promise<Current>;
  /** Forgets a tenant's world: the next question builds it anew. */
  readonly forget: (tenant: string) => void;
  readonly tenant: (id: string) => Promise<Tenant>;
}

export function worlds(store: Store, hostGuards: Setting["hostGuards"], now: () => number): Worlds {
  const built = new Map<string, Promise<Current>>();
  const tenant = async (id: string): Promise<Tenant> => {
    const found = (await store.definitions.tenants()).find((each) => each.id === id);
    if (!found)
      throw new EngineError(
        "unknown-tenant",
        `此存储中没有租户 ${id}；请先建立（muster init）。`,
        `there is no tenant ${id} in this store; set one up first (muster init).`,
      );
    return found;
  };
  const build = async (id: string): Promise<Current> => {
    const settings = await tenant(id);
    const rows = await store.definitions.all(id);
    const world = publishedWorld({ tenant: id, zone: settings.zone, hostGuards }, rows.map(versioned));
    return {
      tenant: settings,
      isStale: false,
      get world() {
        return world.at(now());
      },
    };
  };
  return {
    tenant,
    of: (id) => {
      const found = built.get(id) ?? build(id);
      built.set(id, found);
      // A failed build must not be remembered: the tenant may be set up a moment later.
      found.catch(() => built.delete(id));
      return found;
    },
    forget: (id) => {
      // Also for whoever holds it and has not come to decide yet.
      void built.get(id)?.then(
        (current) => (current.isStale = true),
        () => {},
      );
      built.delete(id);
    },
  };
}

/** A stored definition as a value; its body was parsed, and its polygons were looked at, before it was published. */
export function versioned(row: DefinitionRow): Versioned {
  return { kind: row.kind, id: row.id, version: row.version, drawn: true, body: JSON.parse(row.body) as Definition["body"] } as Versioned;
}
