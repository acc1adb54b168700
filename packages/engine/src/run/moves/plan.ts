import { canonical } from "../../model/canonical.ts";
import type { Json } from "../../model/json.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { ClockTreatment } from "../../model/repin.ts";
import type { StateValue, Ticket } from "../../model/ticket.ts";
import type { Foreseen } from "./foresee.ts";

/** So many tickets are named behind a count. */
const mostNamed = 20;

/** How many tickets, and the first of them. */
export interface Counted {
  readonly tickets: number;
  readonly first: readonly { readonly id: string; readonly number: string }[];
}

/** What a move will do, ticket by ticket the same that it then does. */
export interface MovePlan {
  readonly process: string;
  readonly to: number;
  readonly clocks: ClockTreatment;
  /** Open tickets that were looked at, those of other processes among them. */
  readonly looked: number;
  readonly moves: Counted;
  /** From which version and state to which state. */
  readonly paths: readonly (Counted & { readonly version: number; readonly from: StateValue; readonly to: StateValue })[];
  /** States that have gone, by their paths, and that nothing says where to go from: with one of these nothing is moved. */
  readonly unmapped: readonly (Counted & { readonly version: number; readonly state: string })[];
  /** Tickets that cannot be moved, and why; the others are. */
  readonly refused: readonly (Counted & { readonly refusal: Refusal })[];
  /** What becomes of due times; one that comes or goes is there on one side only. */
  readonly due: Readonly<Record<"unchanged" | "earlier" | "later" | "begins" | "ends", Counted>>;
  readonly late: Readonly<Record<"becomes" | "noLonger", Counted>>;
  /** Requests that will be void, by their command. */
  readonly voided: readonly (Counted & { readonly request: string })[];
  /** Tickets on which orders to report in writing will be void. */
  readonly orders: Counted;
}

/** Counts what is foreseen. */
export function planner(of: Pick<MovePlan, "process" | "to" | "clocks">, now: number) {
  const groups = new Map<string, Group>();
  let looked = 0;
  const add = (kind: string, what: object, { id, number }: Ticket, same: Json = what as Json): void => {
    const key = canonical([kind, same]);
    const group = groups.get(key) ?? { kind, what, tickets: 0, first: [] };
    group.tickets += 1;
    if (group.first.length < mostNamed) group.first.push({ id, number });
    groups.set(key, group);
  };
  const all = <What>(kind: string): readonly (Counted & What)[] =>
    [...groups.values()]
      .filter((group) => group.kind === kind)
      .toSorted((one, other) => other.tickets - one.tickets)
      .map(({ what, tickets, first }) => ({ ...(what as What), tickets, first }));
  const one = (kind: string): Counted => all(kind)[0] ?? { tickets: 0, first: [] };
  return {
    add: (foreseen: Foreseen): void => {
      looked += 1;
      if (foreseen.type === "stays") return;
      const { before } = foreseen;
      const { version } = before.process;
      if (foreseen.type === "refused")
        add("refused", { refusal: foreseen.refusal }, before, [foreseen.refusal.code, foreseen.refusal.place ?? null]);
      else if (foreseen.type === "unmapped") for (const state of foreseen.states) add("unmapped", { version, state }, before);
      else {
        const { after, voided, orders } = foreseen;
        add("moves", {}, before);
        add("path", { version, from: before.state, to: after.state }, before);
        add(dueChange(before, after), {}, before);
        if (isLate(before, now) !== isLate(after, now)) add(isLate(after, now) ? "becomes" : "noLonger", {}, before);
        for (const request of voided) add("voided", { request }, before);
        if (orders > 0) add("orders", {}, before);
      }
    },
    plan: (): MovePlan => ({
      ...of,
      looked,
      moves: one("moves"),
      paths: all("path"),
      unmapped: all("unmapped"),
      refused: all("refused"),
      due: {
        unchanged: one("unchanged"),
        earlier: one("earlier"),
        later: one("later"),
        begins: one("begins"),
        ends: one("ends"),
      },
      late: { becomes: one("becomes"), noLonger: one("noLonger") },
      voided: all("voided"),
      orders: one("orders"),
    }),
  };
}

interface Group {
  readonly kind: string;
  readonly what: object;
  tickets: number;
  readonly first: { readonly id: string; readonly number: string }[];
}

function dueChange({ due: before }: Ticket, { due: after }: Ticket): keyof MovePlan["due"] {
  if (before === after) return "unchanged";
  if (before === undefined) return "begins";
  if (after === undefined) return "ends";
  return after < before ? "earlier" : "later";
}

function isLate({ due, metAt }: Ticket, now: number): boolean {
  return due !== undefined && (metAt ?? now) > due;
}
