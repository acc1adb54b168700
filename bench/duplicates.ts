import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEngine, openLibsqlStore, type DuplicateQuestion, type Engine } from "@muster/engine";
import { districtDrafts, person, tenant } from "./fill-district.ts";
import { median, measurement, type Measurement } from "./measure.ts";

const tickets = 100_000;
const asked = 200;
const start = Date.UTC(2026, 5, 1);

/** One hundred thousand open tickets over 30 km, every one of them with the same two words, one in five hundred with a rare one. */
export async function duplicates(): Promise<Record<string, Measurement>> {
  const folder = mkdtempSync(join(tmpdir(), "muster-duplicates-"));
  try {
    const { engine, rate } = await filled(join(folder, "muster.db"));
    const results: Record<string, Measurement> = { "reports filed, 64 at once": measurement(rate, null, "reports/s") };
    for (const [title, question] of questions) Object.assign(results, await timed(engine, title, question));
    const ids = (await engine.list(person("centre-acceptor"), {}, { limit: asked })).map(({ id }) => id);
    Object.assign(results, await timed(engine, "of a ticket", (i) => ({ ticket: ids[i % ids.length] ?? "" })));
    await engine.close();
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const questions: readonly (readonly [title: string, ask: (i: number) => DuplicateQuestion])[] = [
  ["a word that all hold, with a point", (i) => ({ description: "路灯不亮", point: pointOf(i * 7) })],
  ["a word that all hold, no point", () => ({ description: "路灯不亮" })],
  ["a rare word, with a point", (i) => ({ description: rare(i), point: pointOf(i * 7) })],
  ["a rare word, no point", (i) => ({ description: rare(i) })],
  ["a long report, with a point", (i) => ({ description: textOf(i * 13).repeat(6), point: pointOf(i * 13), area: "liuhu-east-1" })],
];

/** The 50th and the 99th of a hundred answers, milliseconds. */
async function timed(engine: Engine, title: string, ask: (i: number) => DuplicateQuestion): Promise<Record<string, Measurement>> {
  const took: number[] = [];
  for (let i = -20; i < asked; i += 1) {
    const from = performance.now();
    await engine.duplicates(person("centre-acceptor"), ask(Math.abs(i)));
    if (i >= 0) took.push(performance.now() - from);
  }
  const p99 = took.toSorted((a, b) => a - b)[Math.floor(asked * 0.99)] ?? Number.NaN;
  return { [`${title}, p50`]: measurement(median(took), null, "ms"), [`${title}, p99`]: measurement(p99, null, "ms") };
}

async function filled(file: string): Promise<{ readonly engine: Engine; readonly rate: number }> {
  let now = start;
  const engine = createEngine({ store: openLibsqlStore({ file }), now: () => now });
  await engine.setTenant(tenant);
  const defined = await engine.define(tenant.id, await districtDrafts(), "bench");
  if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
  const began = performance.now();
  for (let i = 0; i < tickets; i += 64) {
    // A week of reports.
    now = start + Math.round((i / tickets) * 7 * 86_400_000);
    const many = Array.from({ length: Math.min(64, tickets - i) }, (_, n) => i + n);
    const answers = await Promise.all(
      many.map((n) => {
        const form = { description: textOf(n), area: areas[n % areas.length] ?? "" };
        return engine.execute({ type: "report", process: "closed-loop", form, point: pointOf(n) }, person("centre-acceptor"));
      }),
    );
    for (const answer of answers) if (!answer.ok) throw new Error(answer.refusal.detail.en);
  }
  return { engine, rate: tickets / ((performance.now() - began) / 1000) };
}

const areas = ["liuhu-east-1", "liuhu-west-1", "nanyuan-mill-1"];

const parts = ["东巷口", "西门外", "三号楼前", "小学门口", "菜市场旁", "工地北侧", "河堤上", "车站广场"];
const whats = ["井盖破损", "垃圾堆了三天", "消防通道被堵", "夜间施工噪音", "油烟扰民", "积水很深", "护栏倒塌", "树枝断落"];

function textOf(n: number): string {
  const [where, what] = [parts[n % parts.length], whats[Math.floor(n / 8) % whats.length]];
  return `${rare(n)}${where}${n % 997}号，路灯不亮，${what}，请尽快处理`;
}

/** The name of a place that one in five hundred has. */
function rare(n: number): string {
  return `${String.fromCodePoint(0x5000 + (n % 500))}${String.fromCodePoint(0x6000 + (n % 500))}`;
}

/** Drawn without chance, so that every run asks the same. */
function pointOf(n: number): { readonly lng: number; readonly lat: number } {
  const spread = (step: number) => ((n * step) % 1_000_003) / 1_000_003;
  return { lng: 115.6 + spread(377_137) * 0.3, lat: 33.7 + spread(514_229) * 0.27 };
}
