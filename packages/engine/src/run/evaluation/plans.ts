import type { CategoriesDocument } from "../../definitions/categories.ts";
import type { EvaluationDocument } from "../../definitions/evaluation.ts";
import { newestOf, type Versioned } from "../../decide/assemble.ts";
import type { World } from "../../decide/world.ts";
import { compilePlan, planOf, type CompiledPlan, type Plan } from "../../evaluation/plan.ts";
import { canonical } from "../../model/canonical.ts";
import { buildTree, type Tree } from "../../model/tree.ts";
import type { Store } from "../../store/port.ts";
import type { EvaluationState } from "../../store/evaluation.ts";
import { sha256 } from "../hash.ts";
import { versioned, type Current, type Worlds } from "../worlds.ts";

/** What a tenant wants counted now. */
export interface Wanted {
  readonly plan: Plan;
  /** The plan, canonical JSON. */
  readonly text: string;
  readonly hash: string;
  readonly documents: readonly EvaluationDocument[];
  readonly world: World;
  /** Of every version, so that a category that is gone stays where it was. */
  readonly categories: Tree;
}

/** What is wanted, and by which plan a generation was counted; each made once. */
export interface Plans {
  readonly wanted: (tenant: string) => Promise<Wanted>;
  readonly of: (tenant: string, state: Pick<EvaluationState, "generation" | "planHash">) => Promise<CompiledPlan | undefined>;
}

/** Compiled plans kept by tenant and generation: of each tenant that is counted anew there are two. */
const mostKept = 64;

export function plansOf(store: Store, worlds: Worlds): Plans {
  const known = new WeakMap<Current, Promise<Wanted>>();
  const compiled = new Map<string, CompiledPlan>();
  return {
    wanted: async (tenant) => {
      const current = await worlds.of(tenant);
      const found = known.get(current) ?? wantedBy(store, tenant, current);
      known.set(current, found);
      found.catch(() => known.delete(current));
      return found;
    },
    of: async (tenant, { generation, planHash }) => {
      const name = JSON.stringify([tenant, generation, planHash]);
      const found = compiled.get(name);
      if (found) return found;
      const text = await store.evaluation.plan(tenant, generation);
      if (text === undefined) return undefined;
      const plan = compilePlan(JSON.parse(text) as Plan);
      // The oldest goes; whoever holds it may go on using it.
      if (compiled.size >= mostKept) compiled.delete(compiled.keys().next().value ?? name);
      compiled.set(name, plan);
      return plan;
    },
  };
}

async function wantedBy(store: Store, tenant: string, { tenant: { zone }, world }: Current): Promise<Wanted> {
  const definitions = (await store.definitions.all(tenant)).map(versioned);
  const documents = bodies(newestOf(definitions), "evaluation").toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const plan = planOf(zone, documents, bodies(definitions, "organisation"));
  const text = canonical(plan);
  return { plan, text, hash: sha256(text), documents, world, categories: everKnown(bodies(definitions, "categories")) };
}

function everKnown(documents: readonly CategoriesDocument[]): Tree {
  const nodes = new Map(documents.flatMap(({ categories }) => categories).map((node) => [node.code, node]));
  return buildTree([...nodes.values()]).tree;
}

function bodies<Kind extends Versioned["kind"]>(definitions: readonly Versioned[], kind: Kind) {
  const theirs = definitions.filter((each): each is Extract<Versioned, { kind: Kind }> => each.kind === kind);
  return theirs.toSorted((a, b) => a.version - b.version).map(({ body }) => body as Extract<Versioned, { kind: Kind }>["body"]);
}
