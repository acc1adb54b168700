import { join } from "node:path";
import { createEngine, openLibsqlStore, type Engine, type Store } from "@muster/engine";
import { parseMapping } from "@muster/engine/sources";
import { tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { organisation, tenant, town } from "../../../engine/test/fixtures/town.ts";
import { importFile, type ImportOptions, type ImportSummary } from "../../src/import/import-file.ts";
import { fileOf } from "./files.ts";

export const system = { kind: "system", tenant: tenant.id } as const;

/** How the town's old books become tickets. */
export const mapping = {
  target: "reports",
  time: { zone: "Asia/Shanghai" },
  fields: {
    key: { column: "no", required: true },
    created: { column: "created", type: "instant", format: "yyyy-MM-dd HH:mm", required: true },
    closed: { column: "closed", type: "instant", format: "yyyy-MM-dd HH:mm" },
    what: { column: "what", required: true },
    area: { column: "area", map: { east: "g1", west: "g2" } },
    caller: { column: "caller" },
  },
  flags: [
    { id: "backwards", when: { before: ["closed", "created"] }, reason: { "zh-CN": "时间倒置", en: "closed before it was created" } },
  ],
  process: "closed-loop",
  source: "books",
  key: "{key}",
  report: {
    as: "imp",
    at: "created",
    reporter: { id: "caller-{caller}", name: "{caller}" },
    form: { description: "{what}", area: "{area}" },
  },
  steps: [
    { command: "file", as: "ann", at: "created" },
    { command: "dispatch", when: { in: "dispatch.dispatching" }, as: "dan", at: "created", form: { owner: "water" } },
    { command: "sign", as: "wen", at: { field: "created", plus: "PT30M", notAfter: "closed" }, when: { not: { flagged: "backwards" } } },
    ...["submit", "pass", "close"].map((command) => ({
      command,
      when: { all: [{ has: "closed" }, { not: { flagged: "backwards" } }] },
      as: { submit: "wen", pass: "ina", close: "ann" }[command],
      at: "closed",
      ...(command === "submit" && { form: { result: "done" }, evidence: "source-file" }),
    })),
  ],
};

export const header = "no,created,closed,what,area,caller\n";

export interface ImportedTown {
  readonly engine: Engine;
  readonly store: Store;
  /** Imports a text as a CSV file; what keeps it from starting is thrown. */
  readonly load: (csv: string, options?: ImportOptions & { readonly engine?: Engine; readonly mapping?: object }) => Promise<ImportSummary>;
  readonly entries: () => Promise<number>;
}

/** A town in which whoever did something may have it written down later. */
export async function importedTown(): Promise<ImportedTown> {
  const store = openLibsqlStore({ file: join(tempFolder(), "town.db") });
  const engine = createEngine({ store });
  await engine.setTenant(tenant);
  const roles = organisation.roles.map((role) => ({ ...role, privileges: ["import"] }));
  const drafts = town.map((draft) => (draft.kind === "organisation" ? { ...draft, document: { ...organisation, roles } } : draft));
  const defined = await engine.define(tenant.id, drafts, "test");
  if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
  return {
    engine,
    store,
    entries: async () => (await engine.verify(tenant.id)).entries,
    load: async (csv, options = {}) => {
      const parsed = parseMapping(options.mapping ?? mapping);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings));
      const into = { engine: options.engine ?? engine, store, tenant: tenant.id, author: "test" };
      const done = await importFile(into, fileOf(csv), parsed.value, options);
      if (!done.ok) throw new Error(done.findings.map(({ code }) => code).join(" "));
      return done.value;
    },
  };
}
