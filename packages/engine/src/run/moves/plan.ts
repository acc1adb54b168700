import { canonical } from "../../model/canonical.ts";
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
  const paths = tally<{ readonly version: number; readonly from: StateValue; readonly to: StateValue }>();
  const unmapped = tally<{ readonly version: number; readonly state: string }>();
  const refused = tally<{ readonly refusal: Refusal }>();
  const voided = tally<{ readonly request: string }>();
  const facts = tally<{ readonly fact: Fact }>();
  let looked = 0;
  const moves = (before: Ticket, after: Ticket): readonly Fact[] => [
    "moves",
    dueChange(before, after),
    ...(isLate(after, now) && !isLate(before, now) ? (["becomes"] as const) : []),
    ...(isLate(before, now) && !isLate(after, now) ? (["noLonger"] as const) : []),
  ];
  return {
    add: (foreseen: Foreseen | undefined): void => {
      looked += 1;
      if (!foreseen) return;
      const { before } = foreseen;
      const { version } = before.process;
      if (foreseen.type === "unmapped") for (const state of foreseen.states) unmapped.add(before, { version, state });
      // Words may name the ticket: what is refused for one reason is one group.
      if (foreseen.type === "refused")
        refused.add(before, { refusal: foreseen.refusal }, `${foreseen.refusal.code} ${foreseen.refusal.place}`);
      if (foreseen.type !== "moves") return;
      const { after, orders } = foreseen;
      paths.add(before, { version, from: before.state, to: after.state });
      for (const request of foreseen.voided) voided.add(before, { request });
      for (const fact of [...moves(before, after), ...(orders > 0 ? (["orders"] as const) : [])]) facts.add(before, { fact });
    },
    plan: (): MovePlan => {
      const counted = (fact: Fact): Counted => {
        const { tickets, first } = facts.all().find((each) => each.fact === fact) ?? { tickets: 0, first: [] };
        return { tickets, first };
      };
      return {
        ...of,
        looked,
        moves: counted("moves"),
        paths: paths.all(),
        unmapped: unmapped.all(),
        refused: refused.all(),
        due: {
          unchanged: counted("unchanged"),
          earlier: counted("earlier"),
          later: counted("later"),
          begins: counted("begins"),
          ends: counted("ends"),
        },
        late: { becomes: counted("becomes"), noLonger: counted("noLonger") },
        voided: voided.all(),
        orders: counted("orders"),
      };
    },
  };
}

type Fact = "moves" | keyof MovePlan["due"] | keyof MovePlan["late"] | "orders";

/** Counts tickets by what is said of them, the most first. */
function tally<What extends object>() {
  const groups = new Map<
    string,
    { readonly what: What; tickets: number; readonly first: { readonly id: string; readonly number: string }[] }
  >();
  return {
    add: ({ id, number }: Ticket, what: What, key = canonical(what)): void => {
      const group = groups.get(key) ?? { what, tickets: 0, first: [] };
      groups.set(key, group);
      group.tickets += 1;
      if (group.first.length < mostNamed) group.first.push({ id, number });
    },
    all: (): readonly (Counted & What)[] =>
      [...groups.values()]
        .map(({ what, tickets, first }) => ({ ...what, tickets, first }))
        .toSorted((one, other) => other.tickets - one.tickets),
  };
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
