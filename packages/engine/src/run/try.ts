import * as z from "zod";
import type { HostGuard } from "../decide/guard.ts";
import { compareOutcomes, type Difference } from "../decide/outcome/compare-outcomes.ts";
import { readHistory } from "../decide/replay/history.ts";
import { runTrial, type TrialPlan } from "../decide/trial/run-trial.ts";
import type { Trial } from "../decide/trial/trial.ts";
import type { Located } from "../definitions/located.ts";
import type { Actor } from "../model/actor.ts";
import { isReport, type ReportCommand, type TicketCommand } from "../model/command.ts";
import { refuse, type Refusal } from "../model/refusal.ts";
import { isTextRef } from "../model/text.ts";
import { checkDrafts, type Draft } from "./definitions/check-drafts.ts";
import { isUsable } from "./definitions/is-usable.ts";
import type { ExecuteParts } from "./execute.ts";
import { numberOf } from "./number.ts";
import { parseActor } from "./parse-actor.ts";
import { parseCommand } from "./parse-command.ts";
import { parser } from "./parse-query.ts";
import { readEntry } from "./read-entry.ts";

/** A command to the ticket that is tried, by whom and when: with the step before it where it does not say. */
export interface TryStep {
  readonly command: Omit<TicketCommand, "ticket">;
  readonly by: Actor;
  /** Epoch milliseconds. */
  readonly at?: number | undefined;
}

/** What is tried, under which drafts, and how far it is followed. Instants are epoch milliseconds. */
export interface TryOptions {
  /** What is published where there are none. */
  readonly drafts?: readonly Draft[] | undefined;
  /** A report and who makes it … */
  readonly report?: ReportCommand | undefined;
  readonly by?: Actor | undefined;
  /** … or a ticket, by id or number, whose report is made again as it was. */
  readonly ticket?: string | undefined;
  /** When it is reported: now, or when the ticket was, where absent. */
  readonly at?: number | undefined;
  readonly steps?: readonly TryStep[] | undefined;
  /** Whether somebody takes it on at once, step by step, until it is with whoever handles it; so where no steps are given. */
  readonly onward?: boolean | undefined;
  /** Until when it is followed if nobody does anything more; thirty days after the last step where absent. */
  readonly until?: number | undefined;
  /** The most that may happen by itself: 200 where absent, since a repetition may have no end. */
  readonly most?: number | undefined;
  /** Whether every row of the rule tables is explained. */
  readonly why?: boolean | undefined;
}

/** How it went with the drafts and without; or what keeps it from being tried. */
export type Tried =
  | {
      readonly ok: true;
      readonly findings: readonly Located[];
      readonly trial: Trial;
      /** The same in what is published; only where drafts were tried. */
      readonly published?: Trial;
      readonly differences: readonly Difference[];
      /** Texts of the ticket's report were erased: a rule that reads them sees a dash, and may answer otherwise than it did. */
      readonly erased?: true;
    }
  | { readonly ok: false; readonly findings: readonly Located[]; readonly refusal?: Refusal };

const [day, mostSteps, mostEver] = [86_400_000, 100, 10_000];

const parse = parser(
  "try",
  z.object({
    ticket: z.string().min(1).max(64).optional(),
    at: z.int().min(0).optional(),
    until: z.int().min(0).optional(),
    most: z.int().min(0).max(mostEver).optional(),
    onward: z.boolean().optional(),
    why: z.boolean().optional(),
    steps: z
      .array(z.object({ at: z.int().min(0).optional() }))
      .max(mostSteps)
      .readonly()
      .optional(),
  }),
);

/** Tries one ticket in the world of drafts, and in the one that is published: by the function that decides live, in memory. */
export async function tryTicket(
  parts: ExecuteParts,
  hostGuards: ReadonlyMap<string, HostGuard>,
  tenantId: string,
  options: TryOptions,
): Promise<Tried> {
  const { store, worlds } = parts;
  const { world, tenant } = await worlds.of(tenantId);
  const drafted = options.drafts && (await checkDrafts(store, tenant, hostGuards, options.drafts));
  if (drafted && !isUsable(drafted.findings)) return { ok: false, findings: drafted.findings };
  const findings = drafted?.findings ?? [];
  const planned = await planOf(parts, tenant.id, options);
  if (!planned.ok) return { ok: false, findings, refusal: planned.refusal };
  const plan = { ...planned.plan, number: planned.plan.number || numberOf(tenant, planned.plan.at, 0) };
  const published = runTrial(world, plan);
  const erased = planned.erased && ({ erased: true } as const);
  if (!drafted) return { ok: true, findings, trial: published, differences: [], ...erased };
  const trial = runTrial(drafted.world, plan);
  return { ok: true, findings, trial, published, differences: compareOutcomes(published.outcome, trial.outcome), ...erased };
}

type Planned =
  | { readonly ok: true; readonly plan: TrialPlan; readonly erased: boolean }
  | { readonly ok: false; readonly refusal: Refusal };

async function planOf(parts: ExecuteParts, tenant: string, options: TryOptions): Promise<Planned> {
  const { at, until, most = 200, onward, why = false, ticket } = parse(options);
  const source = ticket === undefined ? given(options) : await kept(parts, tenant, ticket);
  if (!source.ok) return source;
  const { report, by, number, erased } = source;
  const begin = at ?? source.at ?? parts.now();
  const steps: TrialPlan["steps"][number][] = [];
  for (const { command, by: who, at: when } of options.steps ?? []) {
    const parsed = parseCommand({ ...command, ticket: "tried" });
    if (!parsed.ok) return parsed;
    steps.push({ command: parsed.command, by: parseActor(who), at: Math.max(when ?? 0, steps.at(-1)?.at ?? begin) });
  }
  const last = steps.at(-1)?.at ?? begin;
  const horizon = Math.max(until ?? last + 30 * day, last);
  const how = { onward: onward ?? steps.length === 0, until: horizon, most, why, other: () => undefined };
  return { ok: true, plan: { tenant, number, report, by, at: begin, steps, ...how }, erased };
}

type Source =
  | {
      readonly ok: true;
      readonly report: ReportCommand;
      readonly by: Actor;
      readonly at: number | undefined;
      readonly number: string;
      readonly erased: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

function given({ report, by }: TryOptions): Source {
  if (!report || !by)
    return refuse(
      "bad-input",
      "请给出要试的上报 report 和上报人 by，或一个案卷 ticket。",
      "Name a report and who makes it (by), or a ticket.",
    );
  const parsed = parseCommand(report);
  if (!parsed.ok) return parsed;
  if (!isReport(parsed.command))
    return refuse(
      "bad-input",
      "试走从上报开始，不能写明案卷。",
      "What is tried begins with a report, which names no ticket.",
      "/report/ticket",
    );
  return { ok: true, report: parsed.command, by: parseActor(by), at: parsed.command.at, number: "", erased: false };
}

/** A ticket's report as it was made, its texts read where they are still there. */
async function kept({ store }: ExecuteParts, tenant: string, name: string): Promise<Source> {
  const found = (await store.tickets.get(tenant, name)) ?? (await store.tickets.byNumber(tenant, name));
  const [first] = found ? await store.journal.of(tenant, found.id, 1) : [];
  if (!found || !first) return refuse("unknown-ticket", `没有案卷 ${name}。`, `There is no ticket ${name}.`, "/ticket");
  const entry = readEntry(first.body);
  const ids = Object.values(entry.form ?? {}).flatMap((value) => (isTextRef(value) ? [value.text] : []));
  const { acts, reportedAt, number, erased } = readHistory({ entries: [entry], texts: await store.tickets.texts(tenant, ids) });
  const [report] = acts;
  if (!report || !isReport(report.command)) throw new Error(`the journal of ticket ${found.id} does not begin with a report`);
  return { ok: true, report: report.command, by: report.actor, at: reportedAt, number, erased };
}
