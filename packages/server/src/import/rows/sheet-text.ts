/**
 * A text as a sheet holds it: what XML has no place for is written by its number (ECMA-376, 22.9.2.19), as is what would be taken for one, and
 * the beginning of a text such as `constructor`, for which the writer would find a member that every object has.
 */
export function sheetText(text: string): string {
  const escaped = text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)|[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, numbered);
  return escaped in Object.prototype ? escaped.replace(/^./, numbered) : escaped;
}

function numbered(sign: string): string {
  return `_x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
