import type { DefinitionRef, Label, StateValue, Ticket, World } from "@muster/engine";
import type { Context } from "./context.ts";
import { label } from "./label.ts";

/** What codes are called, in the language of the run. A code without a label is called by itself, one that is absent by a dash. */
export interface Names {
  readonly world: World;
  readonly unit: (code: string | undefined) => string;
  /** Another tenant that tickets are handed over to, with its id. */
  readonly partner: (tenant: string) => string;
  readonly category: (code: string | undefined) => string;
  readonly role: (code: string) => string;
  /** What the columns of a rule table are called, and what kind of value each holds; undefined for a version that is not there. */
  readonly table: (ref: DefinitionRef) => TableNames | undefined;
  /** Everybody on the roll of the organisation. */
  readonly people: readonly string[];
  readonly person: (id: string) => Promise<string>;
  readonly state: (process: Ticket["process"], state: StateValue) => string;
  /** A state as the store counts it: as JSON, and of any process. */
  readonly storedState: (state: string) => string;
  readonly tier: (tier: number | undefined) => string;
}

/** The labels of a rule table. */
export interface TableNames {
  readonly label: Label;
  readonly columns: ReadonlyMap<string, Column>;
}

interface TableBody {
  readonly label: Label;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly label: Label;
  readonly type: string;
}

interface Coded {
  readonly code: string;
  readonly label: Label;
}

/** Reads the labels of the tenant's published definitions. */
export async function namesOf({
  engine,
  store,
  tenant,
  text,
}: Pick<Context, "engine" | "store" | "text"> & { readonly tenant: Pick<Context["tenant"], "id"> }): Promise<Names> {
  const world = await engine.world(tenant.id);
  const published = await store.definitions.all(tenant.id);
  const newest = (kind: string) =>
    JSON.parse(published.findLast((row) => row.kind === kind)?.body ?? "{}") as Readonly<Record<string, unknown>>;
  const [organisation, categories] = [newest("organisation"), newest("categories")];
  const roles = labels(organisation["roles"]);
  const kinds = labels(categories["categories"]);
  const people = (organisation["people"] ?? []) as readonly { readonly id: string }[];
  const processes = [...new Set(published.flatMap(({ kind, id }) => (kind === "process" ? [id] : [])))];
  const stateName = (process: ReturnType<World["process"]>, state: StateValue) =>
    (process?.leaves(state) ?? []).map((leaf) => (leaf.config.meta ? text(leaf.config.meta.label) : leaf.key)).join(" + ");
  const called = (code: string | undefined, found: Label | undefined) => (code === undefined ? "—" : found ? text(found) : code);
  return {
    world,
    unit: (code) => {
      const name = called(code, code === undefined ? undefined : world.organisation.labelOf(code));
      return code !== undefined && world.organisation.retired(code) ? text(label(`${name}（已撤销）`, `${name} (retired)`)) : name;
    },
    partner: (id) => withCode(called(id, world.organisation.partners.get(id)?.label), id),
    category: (code) => called(code, kinds.get(code ?? "")),
    role: (code) => called(code, roles.get(code)),
    table: ({ id, version }) => tableNames(published.find((row) => row.kind === "table" && row.id === id && row.version === version)?.body),
    people: people.map(({ id }) => id),
    person: async (id) => {
      const name = (await store.people.get(tenant.id, [id]))[0]?.name;
      return name === undefined ? id : `${name} (${id})`;
    },
    state: (process, state) => stateName(world.process(process.id, process.version), state) || JSON.stringify(state),
    storedState: (value) => {
      const state = JSON.parse(value) as StateValue;
      const known = new Set(processes.map((id) => stateName(world.process(id), state)).filter((name) => name !== ""));
      // Where processes call it differently, no one of the names is right.
      return known.size === 1 ? [...known].join("") : value;
    },
    tier: (tier) => (tier === undefined ? "—" : text(label(`${tier} 级`, `tier ${tier}`))),
  };
}

function tableNames(body: string | undefined): TableNames | undefined {
  if (body === undefined) return undefined;
  const { label: called, inputs, outputs } = JSON.parse(body) as TableBody;
  return { label: called, columns: new Map([...inputs, ...outputs].map((column) => [column.name, column])) };
}

/** A label with the code behind it that commands take; a code without a label stands alone. */
export function withCode(name: string, code: string): string {
  return name === code ? code : `${name} (${code})`;
}

function labels(list: unknown): ReadonlyMap<string, Label> {
  return new Map(((list ?? []) as readonly Coded[]).map(({ code, label: called }) => [code, called]));
}
