import * as z from "zod";
import { cannotSupervise, orderWord, supervise as ability } from "../../abilities/supervise.ts";
import { textLimits } from "../../definitions/form.ts";
import { storableSchema } from "../../model/schema.ts";
import type { TextRef } from "../../model/text.ts";
import { limitSchema } from "../../time/limit.ts";
import { endOf } from "../../time/meter.ts";
import { unitFor } from "../authorize.ts";
import { fillInBesides, recordForm } from "../fill-in.ts";
import { calendarFor } from "../clock-calendar.ts";
import { change, type Work } from "../work.ts";
import { action } from "./action.ts";
import { notify } from "./notify.ts";

const params = z.strictObject({
  order: storableSchema.regex(/\S/).max(textLimits.text),
  /** How long the owner's people have, counted by their calendar. */
  within: limitSchema,
  /** Who of them must reply. */
  role: z.string().min(1),
  channel: z.string().min(1).optional(),
});

type Params = z.infer<typeof params>;

/** A rung orders the owner to report in writing (督办). While what it ordered before waits for the reply, it reminds of it instead. */
export const supervise = action(params, (work, said) => {
  const { ticket } = work;
  const isWaiting = (ticket.supervisions ?? []).some(({ at, rung, reply }) => !reply && at < work.at && rung && isClimbed(work, rung));
  if (!isWaiting && (cannotSupervise(ticket) || !give(work, said))) return;
  notify.act(work, orderWord(said.role, said.channel));
});

function isClimbed({ climbing }: Work, { clock, rung }: { readonly clock: string; readonly rung: string }): boolean {
  return climbing?.clock === clock && climbing.rung === rung;
}

/** Whether the order was given: it is not where nobody can count until when. */
function give(work: Work, { order, within, role }: Params): boolean {
  const { world, climbing, at } = work;
  const unit = unitFor(world.organisation, work.ticket, "owner");
  const due = endOf(within, at, calendarFor(work, unit, [within]));
  if (due === undefined || !climbing) return false;
  const text = fillInBesides(work, () => {
    recordForm(work, ability.form, { order, replyBy: due });
    return work.form["order"] as unknown as TextRef;
  });
  const given = { by: "system", at, due, role, order: text, rung: { clock: climbing.clock, rung: climbing.rung } };
  change(work, { supervisions: [...(work.ticket.supervisions ?? []), given] });
  return true;
}
