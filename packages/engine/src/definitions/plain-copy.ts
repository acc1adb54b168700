import { isStorable } from "../model/canonical.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { pointerKey } from "./state-graph.ts";

/** How many lists and objects may lie within each other. */
const mostLevels = 64;

export type PlainCopy = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly finding: Finding };

/**
 * Copies what somebody sent as plain JSON data of at most so many values, reading each once: what works on the copy meets no getter,
 * no proxy and no round, and is not shown one thing now and another later. Members that are `undefined` are left out, as JSON does.
 */
export function plainCopy(value: unknown, mostValues: number): PlainCopy {
  const walk: Walk = { mostValues, left: mostValues, path: [], around: new Set(), finding: undefined };
  try {
    const copied = copy(value, walk);
    return walk.finding ? { ok: false, finding: walk.finding } : { ok: true, value: copied };
  } catch {
    return { ok: false, finding: misshapen(walk, "读取时出错（getter 或 Proxy）", "reading it fails, as with a getter or a proxy") };
  }
}

interface Walk {
  readonly mostValues: number;
  left: number;
  /** Where the walk is; where reading throws, it stays there. */
  readonly path: string[];
  /** The lists and objects it is within. */
  readonly around: Set<object>;
  /** The first thing wrong; the walk then comes to an end. */
  finding: Finding | undefined;
}

function copy(value: unknown, walk: Walk): unknown {
  walk.left -= 1;
  if (walk.left < 0) walk.finding = tooLarge(walk);
  else if (typeof value === "string") walk.finding = isStorable(value) ? undefined : unstorable(walk);
  else if (typeof value === "number") walk.finding = Number.isFinite(value) ? undefined : noJson(walk, String(value));
  else if (["bigint", "symbol", "function"].includes(typeof value)) walk.finding = noJson(walk, typeof value);
  else if (typeof value === "object" && value !== null) return copyOf(value, walk);
  return value;
}

function copyOf(value: object, walk: Walk): unknown {
  if (walk.path.length >= mostLevels) walk.finding = tooDeep(walk);
  else if (walk.around.has(value)) walk.finding = misshapen(walk, "它包含自己", "it contains itself");
  if (walk.finding) return undefined;
  walk.around.add(value);
  const copied = Array.isArray(value) ? items(value, walk) : members(value as Readonly<Record<string, unknown>>, walk);
  walk.around.delete(value);
  return copied;
}

function items(list: readonly unknown[], walk: Walk): readonly unknown[] {
  const copied: unknown[] = [];
  const { length } = list;
  if (length > walk.left) walk.finding = tooLarge(walk);
  for (let i = 0; i < length && !walk.finding; i += 1) copied.push(inside(String(i), () => list[i], walk));
  return copied;
}

function members(object: Readonly<Record<string, unknown>>, walk: Walk): Readonly<Record<string, unknown>> {
  const copied: Record<string, unknown> = {};
  const keys = Object.keys(object);
  if (keys.length > walk.left) walk.finding = tooLarge(walk);
  for (const key of keys) {
    if (walk.finding) break;
    if (!isStorable(key)) walk.finding = unstorable(walk);
    else if (key === "__proto__") walk.finding = misshapen(walk, "成员不能名为 __proto__", "no member may be named __proto__");
    else {
      const member = inside(key, () => object[key], walk);
      if (member !== undefined) copied[key] = member;
    }
  }
  return copied;
}

function inside(key: string, read: () => unknown, walk: Walk): unknown {
  walk.path.push(key);
  const copied = copy(read(), walk);
  walk.path.pop();
  return copied;
}

function placeOf({ path }: Walk): string {
  return path.map((key) => `/${pointerKey(key)}`).join("");
}

function misshapen(walk: Walk, zh: string, en: string): Finding {
  return errorAt(
    placeOf(walk),
    "misshapen",
    `这里不是纯 JSON 数据：${zh}；请改正后再提交。`,
    `What stands here is no plain JSON data: ${en}; correct it and send it again.`,
  );
}

function unstorable(walk: Walk): Finding {
  return misshapen(walk, "含有 NUL 字符或半个代理对", "it has a NUL character or half a surrogate pair");
}

function noJson(walk: Walk, found: string): Finding {
  return misshapen(walk, `JSON 没有 ${found}`, `JSON has no ${found}`);
}

function tooDeep(walk: Walk): Finding {
  return errorAt(
    placeOf(walk),
    "too-deep",
    `文档嵌套超过 ${mostLevels} 层；请减少层数。`,
    `The document is nested more than ${mostLevels} levels deep; make it flatter.`,
  );
}

function tooLarge(walk: Walk): Finding {
  return errorAt(
    placeOf(walk),
    "too-large",
    `文档超过 ${walk.mostValues} 个值；请拆分或精简。`,
    `The document has more than ${walk.mostValues} values; split it, or leave something out.`,
  );
}
