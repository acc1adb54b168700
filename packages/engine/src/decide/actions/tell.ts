import * as z from "zod";
import { action } from "./action.ts";

const params = z.strictObject({
  /** A command of the other ticket's process. What is reopened is the last of a chain of merges. */
  command: z.enum(["absorb", "reopen"]),
  /** The attribute of this ticket that names the other one. */
  to: z.literal("mergedInto"),
});

/** Sends a command to another ticket: through the outbox, under the effect's id as key. */
export const tell = action(params, (work, { command, to }) => {
  const other = work.ticket[to];
  if (work.historical || other === undefined) return;
  const payload = { type: command, ticket: other, form: { ticket: work.ticket.id } };
  work.effects.push({ id: work.draws.id(), destination: "engine", topic: command === "reopen" ? "command-to-master" : "command", payload });
});
