import type { FormSpec } from "../../definitions/form.ts";
import type { JsonObject } from "../../model/json.ts";
import { refOf } from "../../model/actor.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Approver, Request } from "../../model/request.ts";
import { own } from "../../definitions/own.ts";
import type { Acted } from "../decide.ts";
import { recordForm } from "../fill-in.ts";
import { change, type Work } from "../work.ts";

/** Whether the command has to be agreed to before it is done: neither what lies in the past nor what the engine does by itself. */
export function asksApproval({ historical, actor, approved }: Work, approvers: readonly Approver[]): boolean {
  return approvers.length > 0 && !historical && !approved && actor.kind !== "system";
}

/** Files the command as a request: nothing of it is done until all have agreed. */
export function request(work: Work, command: string, spec: FormSpec, values: JsonObject, approvers: readonly Approver[]): Acted {
  const { requests } = work.ticket;
  if (own(requests, command)) return alreadyAsked(command);
  recordForm(work, spec, values);
  const filed: Request = { by: refOf(work.actor), at: work.at, form: work.form, approvers, approvedBy: [] };
  change(work, { requests: { ...requests, [command]: filed } });
  return { ok: true, edges: [] };
}

export function alreadyAsked(command: string): Refused {
  return refuse(
    "not-now",
    `${command} 已有一项申请在等待审批；请等它办结，或先撤回它（withdraw）。`,
    `A request for ${command} is waiting for approval already; wait until it is decided, or withdraw it first.`,
    "/type",
  );
}

/** The ticket without the request; without any, the attribute goes. */
export function dropRequest(work: Work, command: string): void {
  const { [command]: _gone, ...left } = work.ticket.requests ?? {};
  change(work, { requests: Object.keys(left).length > 0 ? left : undefined });
}

/** Requests of a ticket that has just become another unit's, has just ended or was opened again, are void (改派作废). */
export function voidRequests(work: Work, before: Ticket | undefined): void {
  const { requests, owner, open } = work.ticket;
  if (requests && before && (before.owner !== owner || before.open !== open)) change(work, { requests: undefined });
}
