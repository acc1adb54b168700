import type { FormSpec } from "../../definitions/form.ts";
import { own } from "../../definitions/own.ts";
import { callerOf, isSamePerson, type Actor, type ActorRef } from "../../model/actor.ts";
import type { Form, TicketCommand } from "../../model/command.ts";
import { isTextRef } from "../../model/text.ts";
import type { JsonObject } from "../../model/json.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Request } from "../../model/request.ts";
import type { Ticket } from "../../model/ticket.ts";
import { mayAct } from "../authorize.ts";
import type { Acted, Circumstances } from "../decide.ts";
import { recordForm } from "../fill-in.ts";
import { formContext } from "../form-context.ts";
import { move } from "../move.ts";
import { parseForm } from "../parse-form.ts";
import { useAbility } from "../use-ability.ts";
import { change, type Work } from "../work.ts";
import type { World } from "../world.ts";
import { dropRequest } from "./request.ts";

/** What can be said of a request that waits, whatever the process. */
export const verdicts = {
  approve: { label: { "zh-CN": "同意", en: "Approve" }, needsOpinion: false },
  disapprove: { label: { "zh-CN": "不同意", en: "Disapprove" }, needsOpinion: true },
  withdraw: { label: { "zh-CN": "撤回申请", en: "Withdraw" }, needsOpinion: false },
} as const;

export type Verdict = keyof typeof verdicts;

export function isVerdict(command: string): command is Verdict {
  return Object.hasOwn(verdicts, command);
}

/** The form of a verdict: which of the requests that wait for this actor, and why. No form that asks for approval has fields of these names. */
export function verdictForm(verdict: Verdict, commands: readonly string[]): FormSpec {
  return {
    request: {
      type: "choice",
      label: { "zh-CN": "申请", en: "Request" },
      required: true,
      values: commands.map((code) => ({ code, label: { "zh-CN": code, en: code } })),
    },
    opinion: { type: "text", label: { "zh-CN": "意见", en: "Opinion" }, required: verdicts[verdict].needsOpinion },
  };
}

/** Why the actor may not say this of a request; undefined where they may. */
export function verdictAgainst(world: World, ticket: Ticket, actor: Actor, verdict: Verdict, request: Request): Refused | undefined {
  const caller = callerOf(actor);
  const asked = callerOf(request.by);
  if (verdict === "withdraw") {
    if (asked === caller) return undefined;
    return refuse("not-allowed", "只有申请人能撤回申请。", "Only whoever asked may withdraw a request.");
  }
  if (isSamePerson(asked, caller)) {
    return refuse(
      "separation-of-duty",
      `${caller} 是申请人，不能审批自己的申请。`,
      `${caller} asked for this and cannot decide it; ask another approver.`,
    );
  }
  if (request.approvedBy.some((other) => isSamePerson(other, caller))) {
    return refuse(
      "separation-of-duty",
      `${caller} 已同意过，下一级须由他人审批。`,
      `${caller} has agreed already; the next step is for somebody else.`,
    );
  }
  const next = request.approvers[request.approvedBy.length];
  return next && mayAct(world, ticket, actor, [next]);
}

/** Agrees to a request, refuses it or takes it back; the last to agree has it done, in the name of whoever asked. */
export function decideRequest(work: Work, command: TicketCommand, verdict: Verdict, around: Circumstances): Acted {
  const { world, ticket, actor } = work;
  const waiting = Object.keys(ticket.requests ?? {});
  if (waiting.length === 0)
    return refuse("not-now", "此案卷没有等待审批的申请。", "No request on this ticket is waiting for approval.", "/type");
  const spec = verdictForm(verdict, waiting);
  const parsed = parseForm(spec, command.form ?? {}, formContext(work, around));
  if (!parsed.ok) return parsed;
  const asked = parsed.values["request"] as string;
  const request = own(ticket.requests, asked);
  if (!request) throw new Error(`the request ${asked} is among those that wait and is not there`);
  const against = verdictAgainst(world, ticket, actor, verdict, request);
  if (against) return against;
  recordForm(work, spec, parsed.values);
  const approvedBy = [...request.approvedBy, callerOf(actor)];
  if (verdict === "approve" && approvedBy.length < request.approvers.length) {
    change(work, { requests: { ...ticket.requests, [asked]: { ...request, approvedBy } } });
    return { ok: true, edges: [] };
  }
  dropRequest(work, asked);
  return verdict === "approve" ? carryOut(work, asked, request, around) : { ok: true, edges: [] };
}

/** Does what was asked as if it had just been sent; where it is not possible any more, the approval is refused for that reason. */
function carryOut(work: Work, type: string, request: Request, around: Circumstances): Acted {
  const { actor, form } = work;
  const command = { type, ticket: work.ticket.id, form: filledIn(work, request.form) };
  Object.assign(work, { actor: actorOf(work.ticket.tenant, request.by), approved: true });
  const done = useAbility(work, command, around) ?? move(work, command, around);
  Object.assign(work, { actor, form: { ...work.form, ...form }, approved: false });
  return done;
}

/** What was filled in, with its human text; of one that was erased nothing is known but that it was there. */
function filledIn(work: Work, form: JsonObject): Form {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, isTextRef(value) ? (work.text(value.text) ?? "—") : value]));
}

function actorOf(tenant: string, by: ActorRef): Actor {
  if (by.kind === "system" || by.kind === "staff") return { kind: "system", tenant };
  return { kind: by.kind, tenant, id: by.id };
}
