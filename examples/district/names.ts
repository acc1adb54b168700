import { readDrafts, type Engine, type Label, type StateValue } from "@muster/engine";

/** What the district calls its codes. */
export interface Names {
  readonly state: (state: StateValue) => Label;
  readonly command: (type: string) => Label;
  readonly category: (code: string | undefined) => Label;
  /** Undefined where there is no unit. */
  readonly unit: (code: string | undefined) => Label | undefined;
}

interface Categories {
  readonly categories: readonly { readonly code: string; readonly label: Label }[];
}

/** The labels of the definitions in this folder. */
export async function namesOf(engine: Engine, tenant: string): Promise<Names> {
  const world = await engine.world(tenant);
  const process = world.process("closed-loop");
  const drafts = await readDrafts(new URL("definitions", import.meta.url));
  const categories = drafts.flatMap(({ kind, document }) => (kind === "categories" ? (document as Categories).categories : []));
  return {
    state: (state) => joined(process?.leaves(state).map((leaf) => leaf.config.meta?.label ?? same(leaf.key)) ?? []),
    command: (type) => process?.commands.get(type)?.[0]?.transition.meta?.label ?? same(type),
    category: (code) => categories.find((category) => category.code === code)?.label ?? same(code ?? "—"),
    unit: (code) => (code === undefined ? undefined : (world.organisation.unit(code)?.label ?? same(code))),
  };
}

function joined(labels: readonly Label[]): Label {
  return { "zh-CN": labels.map((label) => label["zh-CN"]).join("、"), en: labels.map((label) => label.en).join(", ") };
}

function same(code: string): Label {
  return { "zh-CN": code, en: code };
}
