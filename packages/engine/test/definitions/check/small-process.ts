import { assemble } from "../../../src/decide/assemble.ts";
import { parseDefinition } from "../../../src/definitions/definition.ts";
import type { Finding } from "../../../src/model/finding.ts";
import { categories, classification, organisation, routing, standards, tenant } from "../../fixtures/town.ts";

export const label = { "zh-CN": "某", en: "some" };
export const by = [{ role: "handler", at: "anywhere" }];
export const task = { role: "handler", at: "owner" };

// Spoiling documents is what these tests do.
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = Record<string, any>;

/** A command's transition. */
export const go = (target: string | readonly string[], more: object = {}, meta: object = {}): Loose => ({
  target,
  meta: { label, by, ...meta },
  ...more,
});

/** A state where a ticket waits for somebody. */
export const rest = (more: object = {}, stage = "handle"): Loose => ({
  meta: { label, stage, ...(stage !== "close" && { task }) },
  ...more,
});

export const end = (): Loose => ({ type: "final", meta: { label, stage: "close" } });

/** A state that holds others; its stage is theirs. */
export const holding = (states: object, more: object = {}, stage = "handle"): Loose => ({ meta: { label, stage }, ...more, states });

export const when = (source: string): object => ({ guard: { type: "feel", params: { when: source } } });

/** The smallest sound process; each test spoils one thing in it. */
const sound = {
  id: "small",
  initial: "open",
  meta: { label, report: { by, form: {} }, delays: { soon: { amount: 1, unit: "natural-day" } } },
  states: { open: rest({ on: { finish: go("done") }, after: { soon: { target: "done" } } }), done: end() },
};

export const open = (document: Loose): Loose => document["states"].open;

const surroundings = (
  [
    ["organisation", { ...organisation, roles: [...organisation.roles, { code: "idle", label }] }],
    ["categories", categories],
    ["standards", standards],
    ["table", classification],
    ["table", routing],
  ] as const
).flatMap(([kind, body]) => {
  const each = parseDefinition(kind, body);
  return each.ok ? [{ ...each.definition, version: 1 }] : [];
});

/** What the check says about the smallest process, spoilt, beside rule tables and other processes of these documents. */
export function found(
  spoil: (document: Loose) => void,
  tables: readonly Loose[] = [],
  processes: readonly Loose[] = [],
): readonly Finding[] {
  const document: Loose = structuredClone(sound);
  spoil(document);
  const parsed = parseDefinition("process", document);
  if (!parsed.ok) return parsed.findings;
  const setting = { tenant: tenant.id, zone: tenant.zone, hostGuards: new Map([["isSunny", { version: "1", holds: () => true }]]) };
  const newer = tables.flatMap((table) => {
    const each = parseDefinition("table", table);
    return each.ok ? [{ ...each.definition, version: 2 }] : [];
  });
  const others = processes.flatMap((process) => {
    const each = parseDefinition("process", process);
    return each.ok ? [{ ...each.definition, version: 1 }] : [];
  });
  const { findings: located } = assemble(setting, [...surroundings, ...newer, ...others, { ...parsed.definition, version: 1 }]);
  return located.filter((each) => each.kind === "process" && each.id === parsed.definition.id).map(({ finding }) => finding);
}

/** The findings as code and place. */
export function findings(spoil: (document: Loose) => void): readonly string[] {
  return found(spoil).map(({ code, place }) => `${code} ${place}`);
}
