import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { chineseHolidays, closedLoop, createEngine, openLibsqlStore, readDrafts, type Label } from "@muster/engine";
import { kinds, stages } from "./labels.ts";
import { namesOf } from "./names.ts";
import { play, tenant } from "./play.ts";

const [file = ".muster/district.db", language = "en"] = process.argv.slice(2);
const text = ({ "zh-CN": zh, en }: Label): string => (language === "zh-CN" ? zh : en);
const say = (zh: string, en: string): string => text({ "zh-CN": zh, en });
const print = (line = ""): void => void process.stdout.write(`${line}\n`);

await mkdir(dirname(file), { recursive: true });
const delivered: string[] = [];
const inApp = ({ topic }: { readonly topic: string }): Promise<void> => Promise.resolve(void delivered.push(topic));
const engine = createEngine({ store: openLibsqlStore({ file }), handlers: { "in-app": inApp } });
await engine.setTenant(tenant);
const drafts = await readDrafts(new URL("definitions", import.meta.url));
const defined = await engine.define(tenant.id, [...drafts, chineseHolidays, ...closedLoop], "setup");
if (!defined.ok) throw new Error(defined.findings.map(({ id, finding }) => `${id}${finding.place}: ${text(finding.message)}`).join("\n"));
const published = defined.published.map(({ kind, id, version }) => `${text(kinds[kind])} ${id}@${version}`);
print(say(`定义：${published.join("、")}`, `Definitions: ${published.join(", ")}`));
print();

await play(engine, (line) => print(text(line)));
const { attempts } = await engine.work();
const topics = [...new Set(delivered)];
print();
print(
  say(
    `投递 ${attempts} 次${topics.length === 0 ? "" : `（${topics.join("、")}）`}`,
    `Delivered: ${attempts}${topics.length === 0 ? "" : ` (${topics.join(", ")})`}`,
  ),
);

const everyone = { kind: "system", tenant: tenant.id } as const;
const names = await namesOf(engine, tenant.id);
const groupings = {
  tier: { title: say("按层级", "By tier"), name: (value: string) => say(`${value} 级`, `tier ${value}`) },
  stage: { title: say("按环节", "By stage"), name: (value: string) => text(stages[value] ?? { "zh-CN": value, en: value }) },
  owner: { title: say("按主办单位", "By owner"), name: (value: string) => text(names.unit(value) ?? { "zh-CN": value, en: value }) },
};
for (const by of ["tier", "stage", "owner"] as const) {
  const { title, name } = groupings[by];
  const counts = (await engine.count(everyone, by)).map(({ value, tickets, late }) => {
    const some = late > 0 ? say(`（超期 ${late}）`, ` (${late} late)`) : "";
    const called = value === null ? "—" : name(value);
    return say(`${called} ${tickets} 件${some}`, `${called}: ${tickets}${some}`);
  });
  print(say(`${title}：${counts.join("、")}`, `${title}: ${counts.join("; ")}`));
}
const { tickets, entries, faults } = await engine.verify(tenant.id);
print(
  say(
    `校验：案卷 ${tickets} 件，日志 ${entries} 条，问题 ${faults.length} 处`,
    `Verified: ${tickets} tickets, ${entries} journal entries, ${faults.length} faults`,
  ),
);
await engine.close();
if (faults.length > 0) process.exitCode = 1;
