import type { LadderDocument, Rung } from "../../definitions/ladder.ts";
import type { Standard } from "../../definitions/standards.ts";
import type { Finding } from "../../model/finding.ts";
import type { Limit } from "../../model/ticket.ts";
import { isWorking } from "../../time/meter.ts";
import { startClock } from "../../time/clock.ts";
import { dayOf } from "../../time/local-day.ts";
import { momentAt } from "../../time/moment.ts";
import type { World } from "../world.ts";
import { lintQuiet } from "./lint-quiet.ts";

/** A limit that a clock of the ladder may be given, and where it comes from. */
interface Given {
  readonly from: string;
  readonly limit: Limit;
}

/** The rungs that lie before the start of a clock of a limit it may be given, and are then never taken. */
export function rungsBeforeStart(world: World, ladder: LadderDocument, standards: readonly Standard[]): readonly Finding[] {
  const given = limitsOf(world, ladder, standards);
  return ladder.rungs.flatMap((rung, i) => beforeStart(world, rung, i, given));
}

/** What a ladder that may be published is still wrong about, reckoned with every limit that its clocks may be given. */
export function lintLadder(world: World, ladder: LadderDocument, standards: readonly Standard[]): readonly Finding[] {
  const given = limitsOf(world, ladder, standards);
  return [
    ...ladder.rungs.flatMap((rung, i) => [...beforeStart(world, rung, i, given), ...endless(rung, i)]),
    ...outOfOrder(world, ladder, given),
    ...lintQuiet(world, ladder),
  ];
}

function limitsOf(world: World, { clocks }: LadderDocument, standards: readonly Standard[]): readonly Given[] {
  return clocks.flatMap(({ process, clock, milestones = false }): readonly Given[] => {
    const spec = world.process(process)?.document.meta.clocks?.[clock];
    const own = spec?.limit && !milestones ? [{ from: `${process}/${clock}`, limit: spec.limit }] : [];
    if (!spec?.standard) return own;
    const filed = standards.flatMap(({ code, limit, limits = [] }) =>
      [...(limit ? [limit] : []), ...limits]
        .filter((each) => ("milestone" in each && each.milestone !== undefined) === milestones)
        .map((each) => ({ from: code, limit: { amount: each.amount, unit: each.unit } })),
    );
    return [...own, ...filed];
  });
}

/** When a clock of this limit, started on a Monday morning, comes to the rung; undefined where it never does. */
function momentOf(world: World, { at }: Rung, { limit }: Given): number | undefined {
  const calendar = world.calendarOf(undefined);
  if (isWorking(limit.unit) && !calendar) return undefined;
  const start = world.zone.instantOf(dayOf("2026-03-02") * 86_400_000 + 8 * 3_600_000);
  return momentAt(startClock({ basis: { type: "process" }, generation: 1 }, limit, start, calendar), at, calendar);
}

function beforeStart(world: World, rung: Rung, i: number, given: readonly Given[]): readonly Finding[] {
  if (rung.at === "due" || !("before" in rung.at)) return [];
  const never = given.filter((each) => momentOf(world, rung, each) === undefined);
  if (never.length === 0) return [];
  const [zh, en] = [said(never, "、"), said(never, ", ")];
  return [
    {
      severity: "warning",
      code: "rung-before-start",
      place: `/rungs/${i}/at`,
      message: {
        "zh-CN": `时限较短时，${rung.id} 在计时开始之前，不会触发：${zh}；可改用百分比 share。`,
        en: `Where the limit is short, ${rung.id} lies before the clock's start and is never taken: ${en}; a share of the limit always is.`,
      },
      witnesses: never.slice(0, 5).map(({ from, limit }) => ({ from, ...limit })),
    },
  ];
}

function said(given: readonly Given[], separator: string): string {
  const some = given.slice(0, 5).map(({ from, limit: { amount, unit } }) => `${from} (${amount} ${unit})`);
  return `${some.join(separator)}${given.length > 5 ? ` … (${given.length})` : ""}`;
}

/** Two rungs whose order in the list is not that in which they come, whatever the limit. */
function outOfOrder(world: World, { rungs }: LadderDocument, given: readonly Given[]): readonly Finding[] {
  return rungs.flatMap((rung, i): readonly Finding[] => {
    const before = rungs.slice(0, i).findLast((other) => shownLater(world, other, rung, given));
    const shown = before && shownLater(world, before, rung, given);
    if (!shown) return [];
    return [
      {
        severity: "warning",
        code: "rungs-out-of-order",
        place: `/rungs/${i}`,
        message: {
          "zh-CN": `${rung.id} 排在 ${before.id} 之后，却总在它之前触发；请调换顺序，以免读错。`,
          en: `${rung.id} stands behind ${before.id} and always comes before it; change their places, so that nobody misreads them.`,
        },
        witnesses: [{ from: shown.from, ...shown.limit }],
      },
    ];
  });
}

/** A limit under which the one rung comes after the other, where it does so under every limit. */
function shownLater(world: World, one: Rung, other: Rung, given: readonly Given[]): Given | undefined {
  const both = given.flatMap((each) => {
    const [first, second] = [momentOf(world, one, each), momentOf(world, other, each)];
    return first === undefined || second === undefined ? [] : [{ each, isLater: first > second }];
  });
  return both.every(({ isLater }) => isLater) ? both[0]?.each : undefined;
}

function endless({ id, repeat }: Rung, i: number): readonly Finding[] {
  if (!repeat || repeat.times !== undefined) return [];
  return [
    {
      severity: "hint",
      code: "unbounded-repeat",
      place: `/rungs/${i}/repeat`,
      message: {
        "zh-CN": `${id} 会一直重复，直到有人确认；可以加上 times 作为上限。`,
        en: `${id} repeats until somebody acknowledges, however long that takes; add times as a bound.`,
      },
    },
  ];
}
