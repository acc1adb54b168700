import type { Actor } from "../model/actor.ts";
import type { TicketCommand } from "../model/command.ts";
import type { DeliveryOutcome, Leased } from "../store/deliveries.ts";
import { execute, type ExecuteParts } from "./execute.ts";
import { handOver } from "./partners/hand-over.ts";
import { passWord } from "./partners/pass-word.ts";
import { sideBySide } from "./side-by-side.ts";

/**
 * What a handler gets: the same envelope on every try, but for `attempt`. That is 1 for the first and counts on, also after the
 * delivery was put back by hand, so that a receiver can tell a newer attempt from an older one that comes late.
 */
export type Delivery = Omit<Leased, "tries">;

/** Takes a delivery outside any transaction. Throwing asks for another try; `{ undeliverable }` says that none would help. */
export type Handler = (delivery: Delivery) => Promise<void | { readonly undeliverable: string }>;

export interface DeliverOptions {
  readonly handlers: ReadonlyMap<string, Handler>;
  /** Tries before a delivery is dead and its lane goes on without it; one put back by hand has as many again. */
  readonly maxAttempts: number;
}

/** How long a handler may take to answer, in milliseconds. */
const longestAnswer = 15_000;

/** How long before another attempt may be made, in milliseconds: longer than a handler may take, so that its silence can be recorded. */
export const leaseLength = longestAnswer + 5000;

/** Attempts under way at once to one destination: so many of its tickets may be slow before others wait. */
const most = 50;

/** A round of work in the background, which begins nothing more once it is told to stop. */
type DeliveryRound = (isStopping: () => boolean) => Promise<number>;

/**
 * Rounds of attempts, one for each destination: a round makes them for everything whose time has come, lane by lane, and answers how many
 * it made. It lasts as long as any is under way, and begins meanwhile what else falls due: one that is slow keeps its lane waiting, one
 * destination that does not answer only its own.
 */
export function deliveryRounds(parts: ExecuteParts, options: DeliverOptions): readonly DeliveryRound[] {
  const { deliveries } = parts.store;
  const handlers = new Map<string, Handler>([...options.handlers, ["engine", (delivery) => pass(parts, delivery)]]);
  const take = (destination: string, limit: number) => {
    const now = parts.now();
    return deliveries.lease([destination], now, now + leaseLength, limit);
  };
  return [...handlers].map(([destination, handler]) => (isStopping) => {
    const act = async (leased: Leased) => {
      const outcome = await tryOnce(parts, handler, options, leased);
      return deliveries.settle(leased, parts.now(), outcome);
    };
    return sideBySide(most, { take: (limit) => take(destination, limit), act, isStopping });
  });
}

async function tryOnce(parts: ExecuteParts, handler: Handler, options: DeliverOptions, leased: Leased): Promise<DeliveryOutcome> {
  const { tries, ...delivery } = leased;
  try {
    const answer = await inTime(handler(delivery));
    // A handler that hands on whatever its receiver answered has delivered.
    return typeof answer?.undeliverable === "string" ? { type: "undeliverable", error: answer.undeliverable } : { type: "done" };
  } catch (cause) {
    const error = messageOf(cause);
    if (tries >= options.maxAttempts) return { type: "dead", error };
    return { type: "retry", at: parts.now() + backoff(tries), error };
  }
}

/** Hosts throw anything; what cannot be said must not keep the other lanes from being settled. */
function messageOf(cause: unknown): string {
  try {
    return String(cause instanceof Error ? cause.message : cause);
  } catch {
    return "an error without a message";
  }
}

/** A handler that does not answer in time has failed: nobody waits for it any longer. */
async function inTime<T>(answer: Promise<T> | undefined): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${longestAnswer / 1000} s`)), longestAnswer);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** 1 s, 2 s, 4 s … up to an hour. */
function backoff(tries: number): number {
  return Math.min(3_600_000, 1000 * 2 ** (tries - 1));
}

/** What the engine itself delivers: commands to other tickets, and something to other tenants; each is done once however often it is made. */
function pass(parts: ExecuteParts, delivery: Delivery): ReturnType<Handler> {
  switch (delivery.topic) {
    case "hand-over":
      return handOver(parts, delivery);
    case "partner":
      return passWord(parts, delivery);
    case "merged":
      return toMerged(parts, delivery);
    case "command-to-master":
      return toMaster(parts, delivery);
    default:
      return toOther(parts, delivery);
  }
}

/** Merged tickets at once. */
const page = 50;

/** The same command to every ticket that was merged into this one, each under a key of its own. */
async function toMerged(parts: ExecuteParts, { tenant, id, ticket, payload }: Delivery): Promise<void> {
  const system: Actor = { kind: "system", tenant };
  for (let after = ""; ;) {
    const ids = await parts.store.tickets.mergedInto(tenant, ticket, after, page);
    // One that was taken out meanwhile refuses, which is right.
    await Promise.all(
      ids.map((other) => execute(parts, { ...payload, ticket: other } as unknown as TicketCommand, system, { key: `${id}/${other}` })),
    );
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** How many merges may follow one another. */
const longestChain = 100;

/** A command to the last of a chain of merges. */
async function toMaster(parts: ExecuteParts, delivery: Delivery): ReturnType<Handler> {
  const command = delivery.payload as unknown as TicketCommand;
  let { ticket } = command;
  for (let left = longestChain; left > 0; left -= 1) {
    const next = (await parts.store.tickets.get(delivery.tenant, ticket))?.mergedInto;
    if (next === undefined) break;
    ticket = next;
  }
  const answer = await toOther(parts, { ...delivery, payload: { ...delivery.payload, ticket } });
  // Whoever asked must hear that it came to nothing.
  if (answer) await refuseToFollower(parts, delivery);
  return answer;
}

async function refuseToFollower(parts: ExecuteParts, { tenant, id, ticket }: Delivery): Promise<void> {
  const follower = await parts.store.tickets.get(tenant, ticket);
  if (follower?.followed?.asked !== true) return;
  const form = { open: false, since: follower.followed.at, final: true };
  await execute(parts, { type: "follow", ticket, form }, { kind: "system", tenant }, { key: `${id}/refused` });
}

/** A command to another ticket, under the delivery's id as key: however often it is delivered, it is done once. */
async function toOther(parts: ExecuteParts, { tenant, id, payload }: Delivery): Promise<void | { readonly undeliverable: string }> {
  const system: Actor = { kind: "system", tenant };
  const answer = await execute(parts, payload as unknown as TicketCommand, system, { key: id });
  if (!answer.ok) return { undeliverable: `${answer.refusal.code}: ${answer.refusal.detail.en}` };
  return undefined;
}
