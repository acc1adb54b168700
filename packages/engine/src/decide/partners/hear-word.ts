import type { FormSpec } from "../../definitions/form.ts";
import type { TicketCommand } from "../../model/command.ts";
import type { JsonObject } from "../../model/json.ts";
import { partnerOutcomes, type HandedFrom, type HandedTo, type PartnerOutcome, type PartnerWord } from "../../model/partner.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { isTextRef } from "../../model/text.ts";
import type { Acted, Circumstances } from "../decide.ts";
import { recordForm } from "../fill-in.ts";
import { formContext } from "../form-context.ts";
import { move } from "../move.ts";
import { parseForm } from "../parse-form.ts";
import { attempt, change, type Work } from "../work.ts";
import { wordForms } from "./word-forms.ts";

/**
 * Hears what another tenant says of a ticket that was handed over: it is noted on the ticket in any case, and where the process lets the word
 * move it from where it stands, it moves.
 */
export function hearWord(work: Work, command: TicketCommand, type: PartnerWord, around: Circumstances): Acted {
  if (work.actor.kind !== "system") return onlyEngine(type);
  const parsed = parseForm(wordForms[type], command.form ?? {}, formContext(work, around));
  if (!parsed.ok) return parsed;
  const against = type === "withdrawn" ? hearWithdrawn(work, parsed.values) : hearAnswer(work, type, parsed.values);
  if (against) return against;
  note(work, wordForms[type], parsed.values);
  // What was taken back is nobody's there any more: it moves nothing here.
  if (type !== "withdrawn" && work.ticket.handedTo?.outcome === "taken-back") return { ok: true, edges: [] };
  const moved = attempt(work, () => move(work, { type, ticket: work.ticket.id }, around));
  return moved.ok ? moved : { ok: true, edges: [] };
}

function hearWithdrawn(work: Work, said: JsonObject): Refused | undefined {
  const { handedFrom } = work.ticket;
  if (!handedFrom || !isOf(handedFrom, said)) return notOurs(said);
  change(work, { handedFrom: { ...handedFrom, withdrawnAt: work.at } });
  return undefined;
}

function hearAnswer(work: Work, type: Exclude<PartnerWord, "withdrawn">, said: JsonObject): Refused | undefined {
  const { handedTo } = work.ticket;
  if (!handedTo || !isOf(handedTo, said)) return notOurs(said);
  change(work, { handedTo: heard(handedTo, type, said, work.at) });
  return undefined;
}

function heard(before: HandedTo, type: Exclude<PartnerWord, "withdrawn">, said: JsonObject, at: number): HandedTo {
  const { outcome: _outcome, why: _why, endedAt: _endedAt, ...begun } = before;
  switch (type) {
    case "taken":
      return { ...before, ticket: said["ticket"] as string, number: said["number"] as string };
    case "not-taken":
      return ended(before, "not-taken", said, at);
    case "answered":
      return ended(before, said["outcome"] as PartnerOutcome, said, at);
    case "reopened":
      return before.outcome === "taken-back" ? before : begun;
  }
}

/** What was taken back meanwhile stays so. */
function ended(before: HandedTo, outcome: PartnerOutcome, said: JsonObject, at: number): HandedTo {
  if (before.outcome === "taken-back" || !partnerOutcomes.includes(outcome)) return before;
  return { ...before, outcome, why: said["why"] as string, endedAt: at };
}

function isOf({ tenant, no }: Pick<HandedFrom, "tenant" | "no">, said: JsonObject): boolean {
  return said["from"] === tenant && said["no"] === no;
}

/** Its texts stand on the ticket, sealed anew; the rest stands in the entry and in what is noted of the hand-over. */
function note(work: Work, spec: FormSpec, values: JsonObject): void {
  recordForm(work, spec, values);
  const texts = Object.entries(work.form).flatMap(([name, value]) => (isTextRef(value) ? [[name, value] as const] : []));
  if (texts.length > 0) change(work, { texts: { ...work.ticket.texts, ...Object.fromEntries(texts) } });
}

/** Nobody speaks for another tenant. */
export function onlyEngine(type: PartnerWord): Refused {
  return refuse(
    "not-allowed",
    `命令 ${type} 由引擎转达对方租户的话，不由人发送。`,
    `The engine passes on ${type} from another tenant; nobody else sends it.`,
  );
}

function notOurs(said: JsonObject): Refused {
  const [from, no] = [said["from"] as string, said["no"] as number];
  return refuse(
    "not-now",
    `此案卷与租户 ${from} 之间现在没有第 ${no} 次移交；它已另行移交或收回。`,
    `There is no hand-over number ${no} between this ticket and the tenant ${from} now; it has gone elsewhere since.`,
  );
}
