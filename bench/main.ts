import { writeFileSync } from "node:fs";
import { backtests } from "./backtest.ts";
import { decisions } from "./decide.ts";
import { duplicates } from "./duplicates.ts";
import { evaluations } from "./evaluation.ts";
import type { Measurement } from "./measure.ts";
import { lint } from "./lint.ts";
import { millionTickets } from "./million-tickets.ts";
import { moves } from "./moves.ts";
import { pointToGrid } from "./point-to-grid.ts";
import { ruleTables } from "./rule-tables.ts";
import { start } from "./start.ts";
import { timers } from "./timers.ts";
import { transitions } from "./transitions.ts";
import { whistle } from "./whistle.ts";
import { workingTime } from "./working-time.ts";

const benches: Readonly<Record<string, () => Promise<Record<string, Measurement>>>> = {
  decide: decisions,
  transitions,
  whistle,
  duplicates,
  "rule-tables": ruleTables,
  lint,
  "point-to-grid": pointToGrid,
  timers,
  moves,
  backtest: backtests,
  evaluation: evaluations,
  "working-time": workingTime,
  start,
  "million-tickets": millionTickets,
};

const args = process.argv.slice(2);
const json = args.indexOf("--json");
const file = json < 0 ? undefined : args[json + 1];
const words = args.filter((_, i) => json < 0 || (i !== json && i !== json + 1));
const chosen = Object.entries(benches).filter(([name]) => words.length === 0 || words.some((word) => name.includes(word)));

const all: Record<string, Measurement> = {};
for (const [name, bench] of chosen) {
  for (const [title, measured] of Object.entries(await bench())) {
    all[`${name}: ${title}`] = measured;
    process.stdout.write(`${lineOf(`${name}: ${title}`, measured)}\n`);
  }
}
if (file !== undefined) writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
if (chosen.length === 0) {
  process.stderr.write(`No benchmark is named like ${words.join(" ")}; there are ${Object.keys(benches).join(", ")}.\n`);
  process.exitCode = 1;
}

function lineOf(title: string, { ours, peer, ratio, unit }: Measurement): string {
  const beside = peer === null || ratio === null ? "" : ` beside ${number(peer)}, ratio ${ratio.toPrecision(3)}`;
  return `${title.padEnd(84)} ${number(ours)}${beside} (${unit})`;
}

function number(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
