import type { World } from "../../decide/world.ts";
import type { Form, ReportCommand } from "../../model/command.ts";
import { EngineError } from "../../model/engine-error.ts";
import { partnerKey, type HandedFrom } from "../../model/partner.ts";
import { refuse, type Refusal } from "../../model/refusal.ts";
import type { Point, Ticket } from "../../model/ticket.ts";
import type { Delivery, Handler } from "../deliver.ts";
import { execute, type ExecuteParts } from "../execute.ts";
import { readTexts } from "./read-texts.ts";

interface HandOverPayload {
  readonly to: string;
  readonly handedFrom: Omit<HandedFrom, "tenant">;
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly point?: Point;
}

type Taken = { readonly ok: true; readonly ticket: Pick<Ticket, "id" | "number"> } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reports a ticket that was handed over to the other tenant, and tells this one whether it was taken. However often it is delivered there is
 * one ticket on the other side; what was taken back before it got there is reported no more.
 */
export async function handOver(parts: ExecuteParts, { tenant, id, payload }: Delivery): ReturnType<Handler> {
  const { to, handedFrom, texts, point } = payload as unknown as HandOverPayload;
  const { ticket, no } = handedFrom;
  const origin = await parts.store.tickets.get(tenant, ticket);
  if (origin?.handedTo?.no !== no || origin.handedTo.outcome !== undefined) return undefined;
  const said = await readTexts(parts.store, tenant, texts);
  const taken = await report(parts, id, to, { ...handedFrom, tenant }, said, point);
  const type = taken.ok ? "taken" : "not-taken";
  const form = { from: to, no, ...(taken.ok ? { ticket: taken.ticket.id, number: taken.ticket.number } : whyNot(taken.refusal)) };
  const told = await execute(parts, { type, ticket, form }, { kind: "system", tenant }, { key: `${id}/${type}` });
  return told.ok ? undefined : { undeliverable: `${told.refusal.code}: ${told.refusal.detail.en}` };
}

async function report(
  parts: ExecuteParts,
  key: string,
  to: string,
  handedFrom: ReportCommand["handedFrom"] & object,
  texts: Readonly<Record<string, string>>,
  point: Point | undefined,
): Promise<Taken> {
  const world = await worldOf(parts, to);
  const { process, area } = world?.organisation.partners.get(handedFrom.tenant) ?? {};
  if (!world || process === undefined) return notPartners(to);
  const sourceKey = partnerKey(handedFrom);
  const command = {
    type: "report",
    process,
    source: handedFrom.tenant,
    sourceKey,
    // Nobody's name travels; under the ticket's own id the words that did can be erased there.
    reporter: handedFrom.ticket,
    handedFrom,
    form: formFor(world, process, texts, area),
    ...(point && { point }),
  } as const;
  const answer = await execute(parts, command, { kind: "system", tenant: to }, { key });
  if (answer.ok) return answer;
  // It was reported before; its key is forgotten by now, or a text was erased since.
  const first = await parts.store.tickets.bySourceKey(to, handedFrom.tenant, sourceKey);
  return first?.handedFrom?.tenant === handedFrom.tenant ? { ok: true, ticket: first } : answer;
}

async function worldOf({ worlds }: ExecuteParts, tenant: string): Promise<World | undefined> {
  try {
    return (await worlds.of(tenant)).world;
  } catch (cause) {
    if (cause instanceof EngineError && cause.code === "unknown-tenant") return undefined;
    throw cause;
  }
}

/** What their report asks of what travels, and the ground that they said it is on. */
function formFor(world: World, process: string, texts: Readonly<Record<string, string>>, area: string | undefined): Form {
  const spec = world.process(process)?.reportForm({ kind: "system", tenant: world.tenant }) ?? {};
  const asked = Object.entries(texts).filter(([name]) => spec[name]?.type === "text");
  return { ...Object.fromEntries(asked), ...(area !== undefined && spec["area"] && { area }) };
}

/** Both languages: whoever reads it here was not asked which. */
function whyNot({ code, detail }: Refusal): Form {
  return { why: code, reason: `${detail["zh-CN"]}\n${detail.en}`.slice(0, 4000) };
}

function notPartners(to: string): Taken {
  return refuse(
    "not-allowed",
    `租户 ${to} 不存在，或其组织定义（partners）没有写明接收本租户移交的案卷；请与对方商定后再移交，或自行办理。`,
    `There is no tenant ${to}, or its organisation (partners) does not take tickets from here; agree on it with them first, or deal with it here.`,
  );
}
