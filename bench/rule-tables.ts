import { strictEqual } from "node:assert";
import { type CompiledTable, compileTable } from "../packages/engine/dist/rules/compile.js";
import { evaluateTable } from "../packages/engine/dist/rules/evaluate.js";
import { type Measurement, measurement, perCpuSecond } from "./measure.ts";
import { jsonRulesEngine, type Peer, zenEngine } from "./rule-table-peers.ts";
import { type Facts, type Rule, type Sample, sampleOf, tableOf } from "./rule-table-sample.ts";

/** Rule tables: decisions a second of CPU beside two peers with the same rules, and how long compiling takes. */
export async function ruleTables(): Promise<Record<string, Measurement>> {
  const small = sampleOf(200, 12, 10);
  const zen = zenEngine(small.rules);
  const jsonRules = jsonRulesEngine(small.rules);
  const compiled = compile(small, "first");
  await assertSameAnswers(compiled, small.facts.slice(0, 300), [zen, jsonRules]);

  const ours = await perCpuSecond(decideAll(compiled, small.facts), 1_000_000);
  const large = sampleOf(10_000, 20, 50);
  return {
    "200 rows × 5 inputs, beside zen-engine": measurement(ours, await perCpuSecond(askAll(zen, small.facts), 2_000), unit),
    "200 rows × 5 inputs, beside json-rules-engine": measurement(ours, await perCpuSecond(askAll(jsonRules, small.facts), 200), unit),
    "200 rows × 5 inputs, every match": measurement(
      await perCpuSecond(decideAll(compile(small, "collect"), small.facts), 1_000_000),
      null,
      unit,
    ),
    "10,000 rows × 5 inputs": measurement(await perCpuSecond(decideAll(compile(large, "first"), large.facts), 500_000), null, unit),
    "10,000 rows × 5 inputs, every match": measurement(
      await perCpuSecond(decideAll(compile(large, "collect"), large.facts), 300_000),
      null,
      unit,
    ),
    "10,000 rows × 5 inputs, one match each": measurement(
      await perCpuSecond(decideAll(compile(bands(large), "unique"), large.facts), 300_000),
      null,
      unit,
    ),
    "compile 1,000 rows × 5 inputs": measurement(await millisecondsToCompile(sampleOf(1_000, 12, 10)), null, "ms"),
    "compile 10,000 rows × 5 inputs": measurement(await millisecondsToCompile(large), null, "ms"),
  };
}

const unit = "decisions per CPU-second";

function compile({ rules, categories }: Sample, hitPolicy: "first" | "collect" | "unique"): CompiledTable {
  return compileTable(tableOf(rules, hitPolicy), { categories, units: categories });
}

/** For each of the 1,000 categories ten rows by level, as a table of standards has them: every ticket meets exactly one. */
function bands(sample: Sample): Sample {
  const codes = sample.categories.codes.filter((code) => code.length === 4);
  const rules = codes.flatMap((category) =>
    Array.from({ length: 10 }, (_, i): Rule => ({ category, level: [i * 10, i * 10 + 9], unit: `U${i}` })),
  );
  return { ...sample, rules };
}

function decideAll(compiled: CompiledTable, facts: readonly Facts[]): (times: number) => void {
  return (times) => {
    let decided = 0;
    for (let i = 0; i < times; i += 1)
      if (evaluateTable(compiled, facts[i % facts.length] as unknown as Record<string, unknown>).ok) decided += 1;
    strictEqual(decided, times);
  };
}

function askAll(peer: Peer, facts: readonly Facts[]): (times: number) => Promise<void> {
  return async (times) => {
    for (let i = 0; i < times; i += 1) await peer(facts[i % facts.length] as Facts);
  };
}

async function assertSameAnswers(compiled: CompiledTable, facts: readonly Facts[], peers: readonly Peer[]): Promise<void> {
  for (const each of facts) {
    const result = evaluateTable(compiled, { ...each });
    const answer = result.ok && result.type === "one" ? result.outputs["unit"] : undefined;
    for (const peer of peers) strictEqual(await peer(each), answer);
  }
}

async function millisecondsToCompile(sample: Sample): Promise<number> {
  const table = tableOf(sample.rules, "first");
  const trees = { categories: sample.categories, units: sample.categories };
  const work = (times: number): void => {
    for (let i = 0; i < times; i += 1) compileTable(table, trees);
  };
  return 1_000 / (await perCpuSecond(work, 40));
}

if (import.meta.filename === process.argv[1]) process.stdout.write(`${JSON.stringify(await ruleTables(), null, 2)}\n`);
