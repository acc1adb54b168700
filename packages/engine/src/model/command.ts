import type { Json } from "./json.ts";
import type { HandedFrom } from "./partner.ts";
import type { Point } from "./ticket.ts";

/** What a form may be filled in with; a text of the form is plain here and sealed before it is recorded. */
export type FormValue = Json;

export type Form = Readonly<Record<string, FormValue>>;

/** A photo or document that comes with a command; its bytes are kept elsewhere under the hash. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

interface CommandBase {
  /** When it happened, epoch milliseconds; now where absent. In the past only for actors allowed to backdate. */
  readonly at?: number;
  /** Replays the past: arms no timer and sends nothing. Only for actors allowed to import. */
  readonly historical?: boolean;
  readonly form?: Form;
  readonly attachments?: readonly Attachment[];
}

/** A new ticket. */
export interface ReportCommand extends CommandBase {
  readonly type: "report";
  readonly process: string;
  readonly source?: string;
  readonly sourceKey?: string;
  /** The reporter's id in the personal data; the actor's own where a reporter acts. */
  readonly reporter?: string;
  readonly point?: Point;
  /** Where another tenant handed it over: only the engine says so. */
  readonly handedFrom?: Omit<HandedFrom, "withdrawnAt">;
}

/** A transition of the ticket's process, or one of its abilities. */
export interface TicketCommand extends CommandBase {
  readonly type: string;
  readonly ticket: string;
  /** To one leg of it: its key, or the unit that was called. */
  readonly leg?: string;
  /** Refused as stale unless the ticket, or the leg, is at this revision. */
  readonly ifRevision?: number;
}

export type Command = ReportCommand | TicketCommand;

/** A new ticket is the only command that names no ticket. */
export function isReport(command: Command): command is ReportCommand {
  return !("ticket" in command);
}
