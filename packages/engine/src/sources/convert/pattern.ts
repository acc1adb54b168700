import { RE2JS } from "re2js";

/** What the one group of a regular expression finds in a text; undefined where it finds nothing. */
export type Pattern = (text: string) => string | undefined;

/**
 * A regular expression with one group; undefined where it is none. Read as RE2 reads it, in a time that grows with the text alone, whoever
 * wrote the text; only what RE2 does not know (back-references, what stands before or after) is left to ECMAScript.
 */
export function compilePattern(source: string): Pattern | undefined {
  const linear = compileLinear(source);
  if (linear) {
    return (text) => {
      const matcher = linear.matcher(text);
      return matcher.find() ? (matcher.group(1) ?? undefined) : undefined;
    };
  }
  if (!hasOneGroup(source)) return undefined;
  const pattern = new RegExp(source, "u");
  return (text) => pattern.exec(text)?.[1];
}

/** Whether a text made for it could keep it busy for long. */
export function mayHang(source: string): boolean {
  return hasOneGroup(source) && compileLinear(source) === undefined;
}

function compileLinear(source: string): RE2JS | undefined {
  if (!hasOneGroup(source)) return undefined;
  try {
    // The one name that both know under two spellings.
    return RE2JS.compile(RE2JS.translateRegExp(source.replaceAll(/\\([pP])\{(?:Script|sc)=/g, String.raw`\$1{`)));
  } catch {
    return undefined;
  }
}

function hasOneGroup(source: string): boolean {
  try {
    return (new RegExp(`${source}|`, "u").exec("")?.length ?? 0) === 2;
  } catch {
    return false;
  }
}
