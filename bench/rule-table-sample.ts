import { buildTree, type Tree } from "../packages/engine/dist/model/tree.js";
import type { RuleTable } from "../packages/engine/dist/rules/table.js";

/** A dispatch rule in no product's notation; what is left out is not asked for. */
export interface Rule {
  readonly category?: string;
  readonly keywords?: readonly string[];
  readonly level?: readonly [low: number, high: number];
  readonly sources?: readonly string[];
  readonly urgent?: boolean;
  readonly unit: string;
}

/** A ticket as the rules see it. */
export interface Facts {
  readonly category: string;
  readonly description: string;
  readonly level: number;
  readonly source: string;
  readonly urgent: boolean;
}

/** Rules and tickets of one size, the same on every run. */
export interface Sample {
  readonly rules: readonly Rule[];
  readonly facts: readonly Facts[];
  readonly categories: Tree;
}

const keywords =
  "井盖 路灯 垃圾 占道经营 违建 积水 噪音 油烟 破损 缺失 倾倒 渣土 漏水 停车 绿化 树木 广告 飞线 充电 消防 通道 堵塞 电梯 供暖 停水 围挡 扬尘 污水 异味 坠物".split(
    " ",
  );
const filler = "我家楼下的人行道旁边昨天晚上开始有一个很大问题影响行人出行请尽快派人来处理谢谢小区门口附近一直没有解决居民反映多次".split(
  "",
);
const sources = ["grid", "resident", "12345", "sensor", "patrol"];

/** Builds `size` rules over `classes` × `kinds` categories, the last one taking the rest, and 1,000 tickets. */
export function sampleOf(size: number, classes: number, kinds: number): Sample {
  const random = randomFrom(size);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const large = Array.from({ length: classes }, (_, i) => String(i + 1).padStart(2, "0"));
  const small = large.flatMap((code) => Array.from({ length: kinds }, (_, i) => code + String(i + 1).padStart(2, "0")));
  const rules = Array.from({ length: size - 1 }, (_, i): Rule => {
    const where = random();
    const low = Math.floor(random() * 50);
    return {
      ...(where < 0.9 ? { category: where < 0.8 ? pick(small) : pick(large) } : {}),
      ...(random() < 0.5 || where >= 0.9 ? { keywords: random() < 0.5 ? [pick(keywords)] : [pick(keywords), pick(keywords)] } : {}),
      ...(random() < 0.4 ? { level: [low, low + Math.floor(random() * 50)] as const } : {}),
      ...(random() < 0.3 ? { sources: [pick(sources), pick(sources)] } : {}),
      ...(random() < 0.2 ? { urgent: random() < 0.5 } : {}),
      unit: `U${i}`,
    };
  });
  const facts = Array.from({ length: 1_000 }, (): Facts => {
    const words = Array.from({ length: 16 + Math.floor(random() * 16) }, () => pick(filler));
    words.splice(Math.floor(random() * words.length), 0, pick(keywords));
    if (random() < 0.5) words.splice(Math.floor(random() * words.length), 0, pick(keywords));
    return {
      category: pick(small),
      description: words.join(""),
      level: Math.floor(random() * 100),
      source: pick(sources),
      urgent: random() < 0.3,
    };
  });
  const nodes = [...large.map((code) => ({ code })), ...small.map((code) => ({ code, parent: code.slice(0, 2) }))];
  return { rules: [...rules, { unit: "last-resort" }], facts, categories: buildTree(nodes).tree };
}

/** The rules as a table of ours. */
export function tableOf(rules: readonly Rule[], hitPolicy: RuleTable["hitPolicy"]): RuleTable {
  const label = { "zh-CN": "派遣", en: "dispatch" };
  return {
    id: "dispatch",
    label,
    purpose: "routing",
    hitPolicy,
    inputs: [
      { name: "category", label, type: "category" },
      { name: "description", label, type: "text" },
      { name: "level", label, type: "number" },
      { name: "source", label, type: "string" },
      { name: "urgent", label, type: "boolean" },
    ],
    outputs: [{ name: "unit", label, type: "string" }],
    rows: rules.map(({ category, keywords: words, level, sources: from, urgent, unit }, i) => ({
      id: `r${i}`,
      when: [
        category === undefined ? "-" : `"${category}"`,
        words ? words.map((word) => `contains(?, "${word}")`).join(" or ") : "-",
        level ? `[${level.join("..")}]` : "-",
        from ? from.map((source) => `"${source}"`).join(", ") : "-",
        urgent === undefined ? "-" : String(urgent),
      ],
      // oxlint-disable-next-line unicorn/no-thenable -- the document's own key
      then: [`"${unit}"`],
    })),
  };
}

/** A small pseudo-random generator (mulberry32), so that every run measures the same. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
