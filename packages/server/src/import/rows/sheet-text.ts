/**
 * A text as a sheet holds it: what XML has no place for, or the writer leaves out, is written by its number (ECMA-376, 22.9.2.19), as is what
 * would be taken for one, and the beginning of a text such as `constructor`, for which the writer would find a member that every object has.
 */
export function sheetText(text: string): string {
  const escaped = text.replaceAll(/_(?=x[\dA-Fa-f]{4}_)|[^\P{Cc}\t\n\r]|[\p{Noncharacter_Code_Point}\uFFFD]/gu, numbered);
  return escaped in Object.prototype ? escaped.replace(/^./, numbered) : escaped;
}

function numbered(sign: string): string {
  const units = Array.from({ length: sign.length }, (_, i) => sign.charCodeAt(i).toString(16).toUpperCase().padStart(4, "0"));
  return units.map((unit) => `_x${unit}_`).join("");
}
