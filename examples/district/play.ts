import { readFile } from "node:fs/promises";
import type { Answer, Command, Engine, Form, Label } from "@muster/engine";
import { namesOf } from "./names.ts";

/** A sample report and what was done about it: who, which command, with which form. */
export interface Sample {
  readonly key: string;
  readonly source: string;
  readonly by: string;
  readonly area?: string;
  readonly category?: string;
  readonly description: string;
  readonly steps: readonly (readonly [who: string, command: string, form?: Form])[];
}

export const tenant = { id: "district", zone: "Asia/Shanghai", numberPrefix: "SF" };

const evidence = [
  {
    name: "现场照片.jpg",
    mediaType: "image/jpeg",
    size: 182_044,
    sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
  },
];
const day = 86_400_000;

export async function samples(): Promise<readonly Sample[]> {
  return JSON.parse(await readFile(new URL("reports.json", import.meta.url), "utf8")) as readonly Sample[];
}

/** Plays the samples through the engine. Every command carries a key, so that playing twice does nothing twice. */
export async function play(engine: Engine, told: (line: Label) => void): Promise<void> {
  const ids = new Map<string, string>();
  const names = await namesOf(engine, tenant.id);
  const send = async (key: string, who: string, command: Command): Promise<Extract<Answer, { ok: true }>> => {
    const answer = await engine.execute(command, { kind: "person", tenant: tenant.id, id: who }, { key });
    if (!answer.ok) throw new Error(`${key} ${command.type} by ${who}: ${answer.refusal.detail.en}`);
    return answer;
  };
  for (const { key, source, by, steps, ...form } of await samples()) {
    const { ticket, replayed } = await send(key, by, { type: "report", process: "closed-loop", source, form });
    ids.set(key, ticket.id);
    const head = `${ticket.number}  ${form.description}`;
    told({ "zh-CN": head, en: head });
    if (replayed) {
      told({
        "zh-CN": "    先前已经上报；每条命令都有幂等键，任何事都不会做两次",
        en: "    reported by an earlier run; every command has a key, so nothing is done twice",
      });
      continue;
    }
    const [reported, category] = [names.state(ticket.state), names.category(ticket.category)];
    told({
      "zh-CN": `    ${by} 上报 → ${reported["zh-CN"]}，${ticket.tier ?? "?"} 级，类别“${category["zh-CN"]}”`,
      en: `    ${by}: Report → ${reported.en}, tier ${ticket.tier ?? "?"}, category "${category.en}"`,
    });
    for (const [i, [who, type, written = {}]] of steps.entries()) {
      const moved = await send(`${key}-${i}`, who, { type, ticket: ticket.id, form: resolve(written, ids), attachments: evidence });
      const [command, state, owner] = [names.command(type), names.state(moved.ticket.state), names.unit(moved.ticket.owner)];
      told({
        "zh-CN": `    ${who} ${command["zh-CN"]} → ${state["zh-CN"]}${owner ? `，主办 ${owner["zh-CN"]}` : ""}`,
        en: `    ${who}: ${command.en} → ${state.en}${owner ? `, owner ${owner.en}` : ""}`,
      });
    }
  }
}

/** `@r01` is the ticket of an earlier sample, `+3d` the instant three days from now. */
function resolve(form: Form, ids: ReadonlyMap<string, string>): Form {
  const entries = Object.entries(form).map(([name, value]) => {
    if (typeof value !== "string") return [name, value];
    if (value.startsWith("@")) return [name, ids.get(value.slice(1)) ?? value];
    const days = /^\+(\d+)d$/.exec(value)?.[1];
    return [name, days === undefined ? value : Date.now() + Number(days) * day];
  });
  return Object.fromEntries(entries) as Form;
}
