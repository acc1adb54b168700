import { isStorable } from "../../model/canonical.ts";
import { EngineError } from "../../model/engine-error.ts";

/** Longest name of an author, in UTF-16 code units. */
const longest = 200;

/** Who publishes stands beside every version for ever, so somebody must be named; like an actor, by the host's own sign-in. */
export function parseAuthor(author: unknown): string {
  if (typeof author === "string" && author.length > 0 && author.length <= longest && isStorable(author)) return author;
  throw new EngineError(
    "bad-actor",
    `发布定义须写明发布者：1 到 ${longest} 个可保存的字符。`,
    `definitions are published by somebody: an author has 1 to ${longest} characters that can be stored.`,
  );
}
