import type { Edge } from "../definitions/state-graph.ts";
import { refOf, type Actor } from "../model/actor.ts";
import type { Attachment, Command, TicketCommand } from "../model/command.ts";
import { isReport } from "../model/command.ts";
import { entryFormat, type Entry } from "../model/entry.ts";
import type { Json } from "../model/json.ts";
import { envelopeOf, type Effect } from "../model/effect.ts";
import { diffPatch } from "../model/merge-patch.ts";
import { isPartnerWord } from "../model/partner.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { TextRow } from "../model/text.ts";
import type { Ticket } from "../model/ticket.ts";
import { maySee } from "./authorize.ts";
import { adoptStray, strayLegs } from "./adopt.ts";
import { followUp } from "./follow-up.ts";
import { keepClocks } from "./keep-clocks.ts";
import { actOnLeg, legOf } from "./legs/act-on-leg.ts";
import { adoptLeg } from "./legs/adopt-leg.ts";
import { recountAll } from "./legs/recount-all.ts";
import { tendLegs } from "./legs/tend-legs.ts";
import { armLadders } from "./ladders/arm-ladders.ts";
import { hearWord } from "./partners/hear-word.ts";
import { tellSender } from "./partners/tell-sender.ts";
import type { Process } from "./process.ts";
import { timeOf } from "./time-of.ts";
import { voidRequests } from "./requests/request.ts";
import { wakeTimers } from "./reactions.ts";
import { repin } from "./repin/repin.ts";
import { report } from "./report.ts";
import { move } from "./move.ts";
import { fire } from "./fire.ts";
import { decideRequest, isVerdict } from "./requests/decide-request.ts";
import { useAbility } from "./use-ability.ts";
import { change, settled, type Draws, type Work } from "./work.ts";
import type { World } from "./world.ts";

/** What a decision needs besides the world and the ticket; all of it values, so that deciding again gives the same. */
export interface Circumstances {
  /** Now, epoch milliseconds. */
  readonly now: number;
  readonly draws: Draws;
  /** The number a new ticket gets. */
  readonly number: () => string;
  /** The body of a text row; undefined where it was erased. */
  readonly text: (id: string) => string | undefined;
  /** Another ticket of the tenant that the command names. */
  readonly other: (id: string) => Ticket | undefined;
  /** The ticket that the same source reported under the same key before. */
  readonly reported: Ticket | undefined;
}

/** A command accepted: the ticket as it becomes, and everything to be written with it. */
export interface Accepted {
  readonly ok: true;
  readonly ticket: Ticket;
  readonly entry: Entry;
  readonly effects: readonly Effect[];
  readonly texts: readonly TextRow[];
  readonly attachments: readonly (Attachment & { readonly id: string })[];
}

/** What a way of acting leaves behind in the work: the transitions it took, none for an ability. */
export type Acted = { readonly ok: true; readonly edges: readonly Edge[] } | Refused;

/**
 * Decides one command: pure, synchronous, total. `ticket` is undefined for a report and for an id that is not known.
 * Trying a command is this same call, with the answer thrown away.
 */
export function decide(
  known: World,
  ticket: Ticket | undefined,
  command: Command,
  actor: Actor,
  around: Circumstances,
): Accepted | Refused {
  // By who holds what when it is written, whenever it happened.
  const world = known.at(around.now);
  const when = timeOf(world, ticket, command, actor, around.now);
  if (!when.ok) return when;
  if (isReport(command)) {
    const process = world.process(command.process);
    if (!process) return refuse("unknown-process", `没有流程 ${command.process}。`, `There is no process ${command.process}.`, "/process");
    const work = begin(world, process, report.blank(world, process, command, actor, when.at, around), command, actor, when.at, around);
    return finish(work, undefined, command, report.act(work, command, around), around);
  }
  if (!ticket || !maySee(world, ticket, actor)) {
    return refuse(
      "unknown-ticket",
      `没有案卷 ${command.ticket}，或您无权查看。`,
      `There is no ticket ${command.ticket}, or it is not yours to see.`,
      "/ticket",
    );
  }
  if (command.leg === undefined && command.ifRevision !== undefined && command.ifRevision !== ticket.revision) {
    return refuse(
      "stale-revision",
      `案卷 ${ticket.number} 已是第 ${ticket.revision} 版，您依据的是第 ${command.ifRevision} 版；请重新读取后再试。`,
      `Ticket ${ticket.number} is at revision ${ticket.revision}, you went by ${command.ifRevision}; read it again and retry.`,
      "/ifRevision",
    );
  }
  const process = world.process(ticket.process.id, ticket.process.version);
  if (!process)
    throw new Error(`ticket ${ticket.id} is pinned to ${ticket.process.id}@${ticket.process.version}, which is not in the world`);
  const work = begin(world, process, ticket, command, actor, when.at, around);
  return finish(work, ticket, command, act(work, command, around), around);
}

function act(work: Work, command: TicketCommand, around: Circumstances): Acted {
  const leg = legOf(command);
  if (leg !== undefined) return actOnLeg(work, leg, command, (part, sent) => perform(part, sent, around));
  if (command.type === "adopt") return adopt(work);
  if (command.type === "repin") return repin(work, command);
  if (command.type === "recount") return recountAll(work, command, around);
  if (isPartnerWord(command.type)) return hearWord(work, command, command.type, around);
  return perform(work, command, around);
}

/** What may be done to a ticket and to a leg of it alike. */
function perform(work: Work, command: TicketCommand, around: Circumstances): Acted {
  if (command.type === "timer") return fire(work, command, around);
  const { type } = command;
  if (work.process.asksApproval && isVerdict(type)) return decideRequest(work, command, type, around);
  return useAbility(work, command, around) ?? move(work, command, around);
}

/** Sent by the engine to tickets whose unit, or whoever holds them, has left the organisation. */
function adopt(work: Work): Acted {
  if (work.actor.kind !== "system")
    return refuse("unknown-command", "命令 adopt 由引擎自己发送。", "Only the engine sends the command adopt.", "/type");
  const legs = strayLegs(work.world, work.ticket);
  const isAdopted = adoptStray(work);
  for (const key of legs) adoptLeg(work, key);
  if (!isAdopted && legs.length === 0)
    return refuse(
      "not-now",
      "此案卷的单位和认领人都还在，无须兜底接管。",
      "Every unit of this ticket is still there, and so is whoever holds it.",
    );
  keepClocks(work);
  return { ok: true, edges: [] };
}

function begin(world: World, process: Process, ticket: Ticket, command: Command, actor: Actor, at: number, around: Circumstances): Work {
  const sealed = new Map<string, string>();
  return {
    world,
    process,
    actor,
    at,
    historical: command.historical === true,
    approved: false,
    draws: around.draws,
    text: (id) => sealed.get(id) ?? around.text(id),
    ticket: { ...ticket },
    form: {},
    filled: {},
    texts: [],
    sealed,
    decisions: [],
    rungs: [],
    effects: [],
    versions: { organisation: world.organisation.version, [`process/${process.ref.id}`]: process.ref.version },
  };
}

function finish(work: Work, before: Ticket | undefined, command: Command, acted: Acted, around: Circumstances): Accepted | Refused {
  if (!acted.ok) return acted;
  const against = tendLegs(work, command.type, around);
  if (against) return against;
  tellSender(work, before);
  const seq = (before?.revision ?? 0) + 1;
  change(work, { revision: seq, at: work.at });
  voidRequests(work, before);
  followUp(work, before);
  wakeTimers(work);
  armLadders(work);
  const attachments = (command.attachments ?? []).map((attachment) => ({ ...attachment, id: work.draws.id() }));
  const ticket = settled<Ticket>(work.ticket);
  // In alphabetical order, which is how the journal writes them.
  const entry = settled<Entry>({
    actor: refOf(work.actor),
    at: work.at,
    attachments: some(attachments)?.map(({ id, mediaType, sha256, size }) => ({ id, mediaType, sha256, size })),
    decisions: some(work.decisions),
    effects: some(work.effects)?.map((effect) => ({ id: effect.id, sha256: work.draws.commit("", () => envelopeOf(effect)) })),
    form: Object.keys(work.form).length > 0 ? work.form : undefined,
    format: entryFormat,
    from: before?.state,
    historical: work.historical ? true : undefined,
    leg: work.step,
    located: work.located,
    recordedAt: around.now,
    recounts: work.recounts,
    repin: work.repin,
    rungs: some(work.rungs),
    seq,
    set: diffPatch(before as unknown as Json | undefined, ticket as unknown as Json) ?? {},
    tenant: ticket.tenant,
    ticket: ticket.id,
    to: ticket.state,
    type: command.type,
    versions: work.versions,
  });
  return { ok: true, ticket, entry, effects: work.effects, texts: work.texts, attachments };
}

function some<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length > 0 ? list : undefined;
}
