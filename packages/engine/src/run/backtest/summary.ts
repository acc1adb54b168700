import { aspects, type Aspect } from "../../decide/outcome/compare-outcomes.ts";
import type { Json } from "../../model/json.ts";
import type { Window } from "../../store/records.ts";
import type { Backtest, Shift } from "./backtest.ts";
import { movedPeople } from "./heard.ts";
import { listedUnder, mostFirst, type Listed, type Lists } from "./listed.ts";
import { mostNotable } from "./notable.ts";
import type { Counted, Kind } from "./tally.ts";

/** Most different moves of one attribute that are told. */
const mostMoves = 500;

/** What was counted, as it is told. */
export function summaryOf(counted: Counted, window: Window, now: number): Backtest {
  const { tickets, late, rungs, words, by, moves, rows, obstacles, heard, notable } = counted;
  const of = (key: Aspect | Kind): Listed => listedUnder(by, key);
  return {
    window,
    now,
    tickets,
    asRecorded: tickets - of("deviating").total,
    deviating: of("deviating"),
    changed: of("changed"),
    aspects: Object.fromEntries(aspects.map((aspect) => [aspect, of(aspect)])) as Record<Aspect, Listed>,
    overruled: of("overruled"),
    owners: shiftsOf(moves.owner),
    tiers: shiftsOf(moves.tier),
    categories: shiftsOf(moves.category),
    standards: shiftsOf(moves.standard),
    rows: read(rows).map(([[table, before, after], listed]) => ({
      table: table as string,
      before: before as string,
      after: after as string,
      tickets: listed,
    })),
    due: { earlier: of("earlier"), later: of("later"), gained: of("gained"), lost: of("lost") },
    late: { ...late, becomes: of("becomes-late"), noLonger: of("no-longer-late") },
    rungs,
    words,
    people: movedPeople(heard),
    standIns: of("stood-in"),
    leftOut: of("left-out"),
    obstacles: read(obstacles).map(([[command, code], listed]) => ({ command: command as string, code: code as string, tickets: listed })),
    historical: of("historical"),
    erased: of("erased"),
    cut: of("cut"),
    notable: mostNotable(notable),
  };
}

/** The parts of each key, as they were put into it, with its tickets. */
function read(lists: Lists<string>): readonly (readonly [parts: readonly Json[], tickets: Listed])[] {
  return mostFirst(lists)
    .slice(0, mostMoves)
    .map(([key, tickets]) => [JSON.parse(key) as readonly Json[], tickets] as const);
}

function shiftsOf<Value extends Json>(moves: Lists<string>): readonly Shift<Value>[] {
  return read(moves).map(([[before, after], tickets]) => ({ before: before as Value, after: after as Value, tickets }));
}
