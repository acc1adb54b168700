import { aspects, type Aspect } from "../../decide/outcome/compare-outcomes.ts";
import type { Outcome } from "../../decide/outcome/outcome.ts";
import type { Json } from "../../model/json.ts";
import type { Window } from "../../store/records.ts";
import type { Backtest, ComparedTicket, Shift } from "./backtest.ts";
import type { Compared } from "./compare-ticket.ts";
import { heard } from "./heard.ts";
import { lists, type Listed, type Lists } from "./listed.ts";
import { movedRows } from "./moved-rows.ts";
import { mostNotable } from "./notable.ts";

/** Counts what compared tickets come to, each count with the tickets behind it. */
export interface Tally {
  readonly add: (compared: Compared) => void;
  readonly result: (window: Window, now: number) => Backtest;
}

/** Most different moves of one attribute that are told. */
const mostMoves = 500;

export function tally(names: number): Tally {
  const by = lists<Aspect | Kind>(names);
  const moves = { owner: lists(names), tier: lists(names), category: lists(names), standard: lists(names) };
  const [rows, obstacles, people, notable] = [lists(names), lists(names), heard(), mostNotable()];
  const sums = { tickets: 0, late: pair(), rungs: pair(), words: pair() };
  return {
    add: ({ ticket, before, after }) => {
      sums.tickets += 1;
      count(sums.late, Number(before.late), Number(after.late));
      count(sums.rungs, before.rungs.length, after.rungs.length);
      count(sums.words, before.words.length, after.words.length);
      for (const name of ["owner", "tier", "category", "standard"] as const) moves[name].add(keyOf(before[name], after[name]), ticket);
      for (const { aspect } of ticket.differences) by.add(aspect, ticket);
      for (const kind of kindsOf(ticket, before, after)) by.add(kind, ticket);
      for (const moved of movedRows(before, after)) rows.add(keyOf(moved.table, moved.before, moved.after), ticket);
      for (const key of new Set(ticket.leftOut.map(({ command, refusal }) => keyOf(command, refusal.code)))) obstacles.add(key, ticket);
      people.add(before, after);
      notable.add(ticket);
    },
    result: (window, now) => ({
      window,
      now,
      tickets: sums.tickets,
      asRecorded: sums.tickets - by.of("deviating").total,
      deviating: by.of("deviating"),
      changed: by.of("changed"),
      aspects: Object.fromEntries(aspects.map((aspect) => [aspect, by.of(aspect)])) as Record<Aspect, Listed>,
      overruled: by.of("overruled"),
      owners: movesOf(moves.owner),
      tiers: movesOf(moves.tier),
      categories: movesOf(moves.category),
      standards: movesOf(moves.standard),
      rows: read(rows).map(([[table, ...rest], tickets]) => ({
        table: table as string,
        before: rest[0] as string,
        after: rest[1] as string,
        tickets,
      })),
      due: { earlier: by.of("earlier"), later: by.of("later"), gained: by.of("gained"), lost: by.of("lost") },
      late: { ...sums.late, becomes: by.of("becomes-late"), noLonger: by.of("no-longer-late") },
      rungs: sums.rungs,
      words: sums.words,
      people: people.result(),
      standIns: by.of("stood-in"),
      leftOut: by.of("left-out"),
      obstacles: read(obstacles).map(([[command, code], tickets]) => ({ command: command as string, code: code as string, tickets })),
      historical: by.of("historical"),
      erased: by.of("erased"),
      cut: by.of("cut"),
      notable: notable.result(),
    }),
  };
}

type Kind =
  | ("changed" | "overruled" | "deviating" | "historical" | "erased" | "cut" | "stood-in" | "left-out")
  | ("gained" | "lost" | "earlier" | "later" | "becomes-late" | "no-longer-late");

function kindsOf(ticket: ComparedTicket, before: Outcome, after: Outcome): readonly Kind[] {
  const { differences, standIns, leftOut, deviatesAt, historical, erased, cut } = ticket;
  // That a rule answers otherwise changes nothing where somebody decided against it anyway.
  const changed = differences.some(({ aspect }) => aspect !== "answers");
  const is: Readonly<Record<Kind, boolean | undefined>> = {
    changed,
    overruled: !changed && differences.length > 0,
    deviating: deviatesAt !== undefined,
    historical,
    erased,
    cut,
    "stood-in": standIns.length > 0,
    "left-out": leftOut.length > 0,
    gained: before.due === null && after.due !== null,
    lost: before.due !== null && after.due === null,
    earlier: before.due !== null && after.due !== null && after.due < before.due,
    later: before.due !== null && after.due !== null && after.due > before.due,
    "becomes-late": after.late && !before.late,
    "no-longer-late": before.late && !after.late,
  };
  return (Object.keys(is) as Kind[]).filter((kind) => is[kind]);
}

function pair(): { before: number; after: number } {
  return { before: 0, after: 0 };
}

function count(sums: { before: number; after: number }, before: number, after: number): void {
  sums.before += before;
  sums.after += after;
}

function keyOf(...parts: readonly Json[]): string {
  return JSON.stringify(parts);
}

/** The parts of each key, as they were put into it, with its tickets. */
function read(counted: Lists<string>): readonly (readonly [parts: readonly Json[], tickets: Listed])[] {
  return counted
    .all()
    .slice(0, mostMoves)
    .map(([key, tickets]) => [JSON.parse(key) as readonly Json[], tickets] as const);
}

function movesOf<Value extends Json>(moves: Lists<string>): readonly Shift<Value>[] {
  return read(moves).map(([[before, after], tickets]) => ({ before: before as Value, after: after as Value, tickets }));
}
