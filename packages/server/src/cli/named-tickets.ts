import type { Label, Listed } from "@muster/engine";
import { label } from "./label.ts";

/** How many numbers stand behind a count. */
const most = 3;

/** The numbers of some tickets, and how many more there are. */
export function namedTickets(text: (label: Label) => string, { total, tickets }: Listed): string {
  const numbers = tickets.slice(0, most).map(({ number }) => number);
  const left = total - numbers.length;
  const named = numbers.join(text(label("、", ", ")));
  return left > 0 ? `${named}${text(label(` 等 ${total} 件`, ` and ${left} more`))}` : named;
}
