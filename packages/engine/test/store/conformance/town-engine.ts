import { createEngine, type Answer, type Command, type Engine, type EngineOptions, type Store } from "@muster/engine";
import * as assert from "uvu/assert";
import { person, tenant, town } from "../../fixtures/town.ts";

/** The town at work on a store, with its own clock, ids and salts: the same commands give the same journals. */
export interface TownEngine {
  readonly engine: Engine;
  readonly clock: { now: number };
  /** Executes and expects to be accepted. */
  readonly done: (command: Command, by: string, key?: string) => Promise<Extract<Answer, { ok: true }>>;
  /** A report by the acceptor about a manhole cover in grid 1. */
  readonly reported: (form?: Command["form"], more?: object) => Promise<string>;
}

export async function townOn(store: Store, options: Pick<EngineOptions, "guards" | "handlers"> = {}): Promise<TownEngine> {
  const clock = { now: 1_700_000_000_000 };
  const counters = { id: 0, salt: 0 };
  const next = (of: "id" | "salt") => `${of}-${String(++counters[of]).padStart(6, "0")}`;
  const chance = { id: () => next("id"), salt: () => next("salt") };
  const engine = createEngine({ store, now: () => clock.now, chance, ...options });
  await engine.setTenant(tenant);
  const defined = await engine.define(tenant.id, town, "tests");
  assert.ok(defined.ok, JSON.stringify(defined.findings));
  const done: TownEngine["done"] = async (command, by, key) => {
    const answer = await engine.execute(command, person(by), { key });
    if (!answer.ok) throw new Error(`${command.type} by ${by}: ${JSON.stringify(answer.refusal)}`);
    return answer;
  };
  const reported: TownEngine["reported"] = async (form = {}, more = {}) => {
    const full = { description: "井盖破损", area: "g1", ...form };
    return (await done({ type: "report", process: "closed-loop", form: full, ...more }, "ann")).ticket.id;
  };
  return { engine, clock, done, reported };
}

export const photo = [{ name: "after.jpg", mediaType: "image/jpeg", size: 1000, sha256: "ab".repeat(32) }];
