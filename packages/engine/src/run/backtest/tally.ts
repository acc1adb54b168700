import type { Aspect } from "../../decide/outcome/compare-outcomes.ts";
import type { Outcome } from "../../decide/outcome/outcome.ts";
import type { Json } from "../../model/json.ts";
import type { ComparedTicket } from "./backtest.ts";
import type { Compared } from "./compare-ticket.ts";
import { joinHeard, listening, type Heard } from "./heard.ts";
import { joinLists, lister, type Lists } from "./listed.ts";
import { movedRows } from "./moved-rows.ts";
import { looking, type Notable } from "./notable.ts";

/** What compared tickets were counted to, each count with the tickets behind it: plain data, so that a thread can send it. */
export interface Counted {
  readonly tickets: number;
  readonly late: Pair;
  readonly rungs: Pair;
  readonly words: Pair;
  readonly by: Lists<Aspect | Kind>;
  /** From which value to which, as JSON, of each of these attributes. */
  readonly moves: Readonly<Record<MovedAttribute, Lists<string>>>;
  readonly rows: Lists<string>;
  readonly obstacles: Lists<string>;
  readonly heard: Heard;
  readonly notable: readonly Notable[];
}

export interface Pair {
  readonly before: number;
  readonly after: number;
}

const movedAttributes = ["owner", "tier", "category", "standard"] as const;

type MovedAttribute = (typeof movedAttributes)[number];

/** Counts compared tickets, the earliest reported first; of every count so many are named. */
export function tally(names: number): { readonly add: (compared: Compared) => void; readonly counted: () => Counted } {
  const by = lister<Aspect | Kind>(names);
  const moves = ofEach(() => lister<string>(names));
  const [rows, obstacles, people, notable] = [lister(names), lister(names), listening(), looking()];
  let [tickets, late, rungs, words] = [0, none, none, none];
  return {
    add: ({ ticket, before, after }) => {
      tickets += 1;
      late = plus(late, { before: Number(before.late), after: Number(after.late) });
      rungs = plus(rungs, { before: before.rungs.length, after: after.rungs.length });
      words = plus(words, { before: before.words.length, after: after.words.length });
      for (const name of movedAttributes) moves[name].add(keyOf(before[name], after[name]), ticket);
      for (const { aspect } of ticket.differences) by.add(aspect, ticket);
      for (const kind of kindsOf(ticket, before, after)) by.add(kind, ticket);
      for (const moved of movedRows(before, after)) rows.add(keyOf(moved.table, moved.before, moved.after), ticket);
      for (const key of new Set(ticket.leftOut.map(({ command, refusal }) => keyOf(command, refusal.code)))) obstacles.add(key, ticket);
      people.add(before, after);
      notable.add(ticket);
    },
    counted: () => ({
      tickets,
      late,
      rungs,
      words,
      by: by.lists,
      moves: ofEach((name) => moves[name].lists),
      rows: rows.lists,
      obstacles: obstacles.lists,
      heard: people.heard,
      notable: notable.notable(),
    }),
  };
}

/** What parts of a time were counted to, the earliest part first, as if all had been counted in one. */
export function joinCounted(parts: readonly Counted[], names: number): Counted {
  const sum = (name: "late" | "rungs" | "words") => parts.map((part) => part[name]).reduce(plus, none);
  return {
    tickets: parts.reduce((all, { tickets }) => all + tickets, 0),
    late: sum("late"),
    rungs: sum("rungs"),
    words: sum("words"),
    by: joinLists(
      parts.map(({ by }) => by),
      names,
    ),
    moves: ofEach((name) =>
      joinLists(
        parts.map(({ moves }) => moves[name]),
        names,
      ),
    ),
    rows: joinLists(
      parts.map(({ rows }) => rows),
      names,
    ),
    obstacles: joinLists(
      parts.map(({ obstacles }) => obstacles),
      names,
    ),
    heard: joinHeard(parts.map(({ heard }) => heard)),
    notable: parts.flatMap(({ notable }) => notable),
  };
}

export type Kind =
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

const none: Pair = { before: 0, after: 0 };

function plus(one: Pair, other: Pair): Pair {
  return { before: one.before + other.before, after: one.after + other.after };
}

function ofEach<Value>(value: (name: MovedAttribute) => Value): Readonly<Record<MovedAttribute, Value>> {
  return { owner: value("owner"), tier: value("tier"), category: value("category"), standard: value("standard") };
}

function keyOf(...parts: readonly Json[]): string {
  return JSON.stringify(parts);
}
