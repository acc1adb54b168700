import { ask } from "../../decide/actions/decide-by-table.ts";
import type { Table, World } from "../../decide/world.ts";
import type { RuleDecision } from "../../model/entry.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Window } from "../../store/records.ts";
import type { Shift } from "./backtest.ts";
import { listedUnder, lister, mostFirst, type Listed, type TicketName } from "./listed.ts";

/** Recorded decisions of one table, asked again. */
export interface TableDecisions {
  readonly table: string;
  readonly decisions: number;
  /** How many come out as they were recorded, asked of what is published. */
  readonly asRecorded: number;
  /** Tickets with a decision that is answered otherwise. */
  readonly changed: Listed;
  /** Rows that answered before and that answer now, where they differ. */
  readonly rows: readonly Shift<string>[];
  /** Answers before and after, output by output, where they differ. */
  readonly outputs: readonly (Shift & { readonly output: string })[];
  /** Tickets whose decisions cannot be asked again: an input was not recorded, or its text erased. */
  readonly unknown: Listed;
  /** The inputs that the draft asks for and that were not recorded. */
  readonly missing: readonly string[];
}

/** What the fast form of a backtest came to. */
export interface DecisionBacktest {
  readonly window: Window;
  readonly tickets: number;
  readonly decisions: number;
  readonly changed: Listed;
  /** The tables that the drafts say something else of. */
  readonly tables: readonly TableDecisions[];
}

/** A recorded decision, and the ticket it was about. */
export interface AskedAgain {
  readonly ticket: TicketName;
  readonly decision: Pick<RuleDecision, "table" | "rows">;
  /** What the table was asked with; undefined where a text was erased. */
  readonly inputs: JsonObject | undefined;
}

/** Counts how recorded decisions come out on both worlds' tables. The decisions of a ticket come one after the other. */
export interface DecisionTally {
  readonly add: (asked: AskedAgain) => void;
  readonly result: (window: Window, tickets: number) => DecisionBacktest;
}

export function decisionTally(before: World, after: World, tables: readonly string[], names: number): DecisionTally {
  const all = once(names);
  const counted = new Map(tables.map((id) => [id, tableTally(before.table(id), after.table(id), names)]));
  return {
    add: (asked) => {
      if (counted.get(asked.decision.table.id)?.add(asked)) all.add(asked.ticket);
    },
    result: (window, tickets) => {
      const told = [...counted].map(([table, each]) => ({ table, ...each.result() }));
      return { window, tickets, decisions: told.reduce((sum, { decisions }) => sum + decisions, 0), changed: all.result(), tables: told };
    },
  };
}

function tableTally(before: Table | undefined, after: Table | undefined, names: number) {
  const [changed, unknown, rows, outputs] = [once(names), once(names), lister(names), lister(names)];
  const recorded = new Set(before?.compiled.table.inputs.map(({ name }) => name));
  const missing = (after?.compiled.table.inputs ?? []).flatMap(({ name }) => (recorded.has(name) ? [] : [name]));
  let decisions = 0;
  let asRecorded = 0;
  return {
    /** Answers whether it comes out otherwise. */
    add: ({ ticket, decision, inputs }: AskedAgain): boolean => {
      decisions += 1;
      if (!before || !after || !inputs || missing.some((name) => !Object.hasOwn(inputs, name))) {
        unknown.add(ticket);
        return false;
      }
      const [old, fresh] = [ask(before, inputs), ask(after, inputs)];
      if (isSame(old.rows, decision.rows)) asRecorded += 1;
      if (!isSame(old.rows, fresh.rows)) rows.add(JSON.stringify([old.rows.join(" + "), fresh.rows.join(" + ")]), ticket);
      const moved = movedOutputs(old.outcome, fresh.outcome);
      for (const key of moved) outputs.add(key, ticket);
      if (moved.length > 0) changed.add(ticket);
      return moved.length > 0;
    },
    result: (): Omit<TableDecisions, "table"> => ({
      decisions,
      asRecorded,
      changed: changed.result(),
      rows: mostFirst(rows.lists).map(([key, tickets]) => {
        const [one, other] = JSON.parse(key) as readonly [string, string];
        return { before: one, after: other, tickets };
      }),
      outputs: mostFirst(outputs.lists).map(([key, tickets]) => {
        const [output, one, other] = JSON.parse(key) as readonly [string, Json, Json];
        return { output, before: one, after: other, tickets };
      }),
      unknown: unknown.result(),
      missing,
    }),
  };
}

/** Counts each ticket once, though several of its decisions are told of. */
function once(names: number): { readonly add: (ticket: TicketName) => void; readonly result: () => Listed } {
  const list = lister<"all">(names);
  let last: string | undefined;
  return {
    add: (ticket) => {
      if (last !== ticket.id) list.add("all", ticket);
      last = ticket.id;
    },
    result: () => listedUnder(list.lists, "all"),
  };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}

/** Each output that is answered otherwise, from what to what. */
function movedOutputs(before: JsonObject, after: JsonObject): readonly string[] {
  const moved: string[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [one, other] = [before[name] ?? null, after[name] ?? null];
    if (one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other))) continue;
    moved.push(JSON.stringify([name, one, other]));
  }
  return moved;
}
