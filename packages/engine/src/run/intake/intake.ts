import { plainCopy } from "../../definitions/plain-copy.ts";
import type { Actor } from "../../model/actor.ts";
import type { ReportCommand } from "../../model/command.ts";
import type { Entry } from "../../model/entry.ts";
import { EngineError } from "../../model/engine-error.ts";
import { refuse, type Refusal } from "../../model/refusal.ts";
import type { Ticket } from "../../model/ticket.ts";
import { fieldReader } from "../../sources/convert/read-fields.ts";
import { planReport, type ReportedBy } from "../../sources/plan-report.ts";
import { readRecord } from "../../sources/read-record.ts";
import { isRejection, type Reason } from "../../sources/reason.ts";
import { mappingOf, type SourceDocument } from "../../sources/source.ts";
import type { Store } from "../../store/port.ts";
import { execute, type ExecuteParts } from "../execute.ts";
import { parseActor } from "../parse-actor.ts";
import { parsePeople } from "../parse-people.ts";
import type { Reader } from "../read.ts";

export interface IntakeOptions {
  /** Decides and answers, and writes nothing. */
  readonly dryRun?: boolean;
}

/** What became of a record; `notes` say what its mapping had to say of it. */
export type IntakeAnswer =
  | {
      readonly ok: true;
      readonly outcome: "reported";
      readonly ticket: Ticket;
      readonly entry: Entry;
      readonly notes: readonly Reason[];
    }
  /** The source had sent it before; this is the ticket as it stands now. */
  | { readonly ok: true; readonly outcome: "known"; readonly ticket: Ticket; readonly notes: readonly Reason[] }
  | { readonly ok: false; readonly refusal: Refusal; readonly notes: readonly Reason[] };

type Refused = Extract<IntakeAnswer, { readonly ok: false }>;

/** Values of a record at most: far more than anybody's form has. */
const mostValues = 10_000;

/** Takes in a live record of a source: reports it once, however often it is sent. */
export async function intake(
  parts: ExecuteParts & { readonly bySourceKey: Reader["bySourceKey"] },
  source: string,
  record: unknown,
  by: Actor,
  options: IntakeOptions = {},
): Promise<IntakeAnswer> {
  const actor = parseActor(by);
  const { world } = await parts.worlds.of(actor.tenant);
  const published = typeof source === "string" ? world.source(source) : undefined;
  if (!published) return unknownSource(source);
  const read = reportOf(published, record);
  if ("refusal" in read) return read;
  const { command, reporter, notes } = read;
  const dryRun = (options as { readonly dryRun?: unknown }).dryRun === true;
  const known = async (): Promise<IntakeAnswer | undefined> => {
    const ticket = await parts.bySourceKey(source, command.sourceKey, actor);
    if (ticket && !dryRun) await keepReporter(parts.store, actor.tenant, reporter, false);
    return ticket && { ok: true, outcome: "known", ticket, notes };
  };
  const before = await known();
  if (before) return before;
  const answer = await execute(parts, command, actor, { dryRun });
  if (answer.ok) {
    if (!dryRun) await keepReporter(parts.store, actor.tenant, reporter, true);
    return { ok: true, outcome: "reported", ticket: answer.ticket, entry: answer.entry, notes };
  }
  // Somebody sent the same at the same time.
  const meanwhile = answer.refusal.code === "duplicate-report" ? await known() : undefined;
  return meanwhile ?? { ok: false, refusal: answer.refusal, notes };
}

interface ReadReport {
  readonly command: ReportCommand & { readonly sourceKey: string };
  readonly reporter: ReportedBy | undefined;
  readonly notes: readonly Reason[];
}

function reportOf(source: SourceDocument, record: unknown): ReadReport | Refused {
  const copied = plainCopy(record, mostValues);
  if (!copied.ok) {
    const { message, place } = copied.finding;
    return { ...refuse("bad-input", message["zh-CN"], message.en, place), notes: [] };
  }
  if (typeof copied.value !== "object" || copied.value === null || Array.isArray(copied.value)) return noRecord();
  const mapping = mappingOf(source);
  const read = fieldReader(mapping)(readRecord(mapping, copied.value));
  if (!read.ok) return rejectedFor(read.reasons);
  const planned = planReport(mapping, read.values);
  if (!planned.ok) return rejectedFor([...read.reasons, ...planned.reasons]);
  const { sourceKey, at, reporter, point, form } = planned.report;
  const against = reporter && personFault(reporter);
  if (against) return { ...against, notes: read.reasons };
  const command = {
    type: "report",
    process: source.process,
    source: source.id,
    sourceKey,
    form,
    ...(at !== undefined && { at }),
    ...(reporter && { reporter: reporter.id }),
    ...(point && { point }),
  } as const;
  return { command, reporter, notes: read.reasons };
}

/** Why nobody could be kept under such data; asked before anything is reported. */
function personFault(reporter: ReportedBy): ReturnType<typeof refuse> | undefined {
  try {
    parsePeople([reporter]);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    return refuse("bad-input", cause.detail["zh-CN"], cause.detail.en, "/record");
  }
}

/**
 * The reporter's name and telephone go to the personal data. Of a record that was known they are put only where nobody of that id was ever
 * put, as when the power failed in between: whoever was erased stays erased.
 */
async function keepReporter(store: Store, tenant: string, reporter: ReportedBy | undefined, isNew: boolean): Promise<void> {
  if (!reporter) return;
  if (!isNew && (await store.people.get(tenant, [reporter.id])).length > 0) return;
  await store.people.put(tenant, parsePeople([reporter]));
}

function rejectedFor(reasons: readonly Reason[]): Refused {
  const against = reasons.filter(isRejection).map(({ message }) => message);
  const [zh, en] = [against.map((message) => message["zh-CN"]).join(" "), against.map((message) => message.en).join(" ")];
  return { ...refuse("bad-input", zh, en, "/record"), notes: reasons };
}

function noRecord(): Refused {
  return { ...refuse("bad-input", "一条记录须为 JSON 对象。", "A record is a JSON object.", "/record"), notes: [] };
}

function unknownSource(source: unknown): Refused {
  const name = typeof source === "string" ? source.slice(0, 64) : typeof source;
  return {
    ...refuse(
      "bad-input",
      `没有发布来源 ${name}；请先发布它的映射（定义种类 source）。`,
      `No source ${name} is published; publish its mapping first, a definition of the kind source.`,
      "/source",
    ),
    notes: [],
  };
}
