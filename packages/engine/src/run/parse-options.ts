import { isStorable } from "../model/canonical.ts";
import { refuse, type Refused } from "../model/refusal.ts";

/** Longest idempotency key, in UTF-16 code units. */
const longest = 200;

/** How a command is to be executed, each option read once. One of another type is refused: `"false"` would count as true. */
export function parseOptions(
  options: unknown,
): { readonly ok: true; readonly key: string | undefined; readonly dryRun: boolean } | Refused {
  const read = readOnce(options);
  if (!read) {
    return refuse(
      "bad-input",
      "选项须为 { key, dryRun } 这样的对象，或不给。",
      "The options are an object such as { key, dryRun }, or left away.",
    );
  }
  const { key, dryRun = false } = read;
  if (key !== undefined && !isKey(key)) {
    return refuse(
      "bad-input",
      `幂等键须为 1 到 ${longest} 个可保存的字符。`,
      `An idempotency key has 1 to ${longest} characters that can be stored.`,
    );
  }
  if (typeof dryRun !== "boolean") {
    return refuse("bad-input", "选项 dryRun 须为 true 或 false，或不给。", "The option dryRun is true or false, or left away.");
  }
  return { ok: true, key, dryRun };
}

/** Whatever it is: null has no members, a getter or a proxy may throw. */
function readOnce(options: unknown): { readonly key?: unknown; readonly dryRun?: unknown } | undefined {
  if (typeof options !== "object" || options === null) return undefined;
  try {
    const { key, dryRun } = options as Readonly<Record<string, unknown>>;
    return { key, dryRun };
  } catch {
    return undefined;
  }
}

function isKey(key: unknown): key is string {
  return typeof key === "string" && key.length > 0 && key.length <= longest && isStorable(key);
}
