import {
  chineseHolidays,
  closedLoop,
  createEngine,
  readDrafts,
  type Answer,
  type Command,
  type Delivery,
  type Engine,
  type Entry,
  type Store,
  type Ticket,
} from "@muster/engine";
import { Temporal } from "temporal-polyfill";
import { demoFolder, type Story, type StoryStep } from "./story.ts";

/** A step of the story, as it went. */
export interface Played {
  readonly step: StoryStep;
  readonly ticket: Ticket;
  readonly entry: Entry;
  /** What was sent to people on account of it. */
  readonly told: readonly Delivery["payload"][];
}

/** Plays a story on an empty store: the clock stands where the story says, whatever the day. Closes nothing. */
export async function playStory(
  store: Store,
  { tenant, steps }: Story,
  tell: (played: Played, engine: Engine) => Promise<void>,
): Promise<{ readonly engine: Engine; readonly played: readonly Played[] }> {
  let now = 0;
  let told: Delivery["payload"][] = [];
  const inApp = ({ payload }: Delivery) => Promise.resolve(void told.push(payload));
  const engine = createEngine({ store, now: () => now, handlers: { "in-app": inApp } });
  now = instantOf(steps[0]?.at ?? "2026-01-01T00:00", tenant.zone);
  await engine.setTenant(tenant);
  const drafts = await readDrafts(new URL("definitions/", demoFolder));
  const defined = await engine.define(tenant.id, [...drafts, chineseHolidays, ...closedLoop], "demo");
  if (!defined.ok) throw new Error(defined.findings.map(({ id, finding }) => `${id}${finding.place}: ${finding.message.en}`).join("\n"));
  const played: Played[] = [];
  for (const step of steps) {
    now = instantOf(step.at, tenant.zone);
    told = [];
    const answer = await send(engine, tenant.id, step, played.at(-1)?.ticket.id);
    if (!answer.ok) throw new Error(`${step.at} ${step.command} by ${step.by}: ${answer.refusal.detail.en}`);
    await engine.work();
    const did = { step, ticket: answer.ticket, entry: answer.entry, told };
    played.push(did);
    await tell(did, engine);
  }
  return { engine, played };
}

async function send(engine: Engine, tenant: string, step: StoryStep, ticket: string | undefined): Promise<Answer> {
  const { command: type, leg, form = {}, evidence } = step;
  const attachments = evidence === undefined ? [] : [{ name: evidence, mediaType: "image/jpeg", size: 182_044, sha256: "2c".repeat(32) }];
  const command: Command =
    type === "report" || ticket === undefined
      ? { type: "report", process: "closed-loop", source: "grid", form }
      : { type, ticket, form, attachments, ...(leg !== undefined && { leg }) };
  return engine.execute(command, { kind: "person", tenant, id: step.by });
}

/** When it is so late on the walls of a zone. Epoch milliseconds. */
function instantOf(wall: string, zone: string): number {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}
