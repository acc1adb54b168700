import { reportOf } from "../../definitions/process.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { Work } from "../work.ts";
import { sendWord } from "./send-word.ts";

/** After every command: a ticket that was handed over from another tenant tells it that it has ended, or that it goes on after all. */
export function tellSender(work: Work, before: Ticket | undefined): void {
  const { handedFrom, open, state } = work.ticket;
  const was = before?.open ?? true;
  if (!handedFrom || handedFrom.withdrawnAt !== undefined || open === was || work.historical) return;
  const { tenant: to, ticket, no } = handedFrom;
  if (open) return sendWord(work, { to, ticket, type: "reopened", form: { no } });
  const outcome = isDone(work) ? "done" : "not-done";
  const why = work.process.leaves(state).map(({ key }) => key);
  sendWord(work, { to, ticket, type: "answered", form: { no, outcome, why: why.join(" ") }, texts: answerOf(work) });
}

function isDone({ process, ticket }: Work): boolean {
  return process.leaves(ticket.state).some(({ config }) => config.meta?.outcome === "done");
}

/** What a reporter may read of what became of it: that, and no more, goes back. */
function answerOf({ process, ticket }: Work): Readonly<Record<string, string[]>> {
  const { form } = reportOf(process.document);
  const texts = Object.entries(ticket.texts).filter(([name]) => process.publicFields.has(name) && !Object.hasOwn(form, name));
  return texts.length > 0 ? { publicAnswer: texts.map(([, { text }]) => text) } : {};
}
