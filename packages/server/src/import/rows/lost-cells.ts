import { strFromU8, unzipSync } from "fflate";
import { uncalculated, type Cell } from "./source-row.ts";

/** A cell that holds something and yet no value, by its place in the sheet; 0 is the first row and the first column. */
export interface LostCell {
  readonly row: number;
  readonly column: number;
  readonly cell: Cell;
}

/**
 * The cells of each sheet (ECMA-376, 18.3.1.4) that the reader of values takes for empty: errors such as `#REF!`, as their text, and formulas
 * that were stored without a result.
 */
export function lostCells(xlsx: Uint8Array): readonly (readonly LostCell[])[] {
  const parts = unzipSync(xlsx, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const targets = new Map(
    tags(part("xl/_rels/workbook.xml.rels"), "Relationship").map((tag) => [attribute(tag, "Id"), attribute(tag, "Target") ?? ""]),
  );
  return tags(part("xl/workbook.xml"), "sheet").map((tag) => {
    const target = targets.get(attribute(tag, String.raw`\w+:id`)) ?? "";
    return cellsIn(part(target.startsWith("/") ? target.slice(1) : `xl/${target}`));
  });
}

function cellsIn(sheet: string): readonly LostCell[] {
  return [...sheet.matchAll(/<(?:\w+:)?c\s([^>]*?)(?:\/>|>(.*?)<\/(?:\w+:)?c>)/gs)].flatMap(([, head = "", inside = ""]) => {
    const cell = lost(attribute(head, "t"), inside);
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(attribute(head, "r") ?? "") ?? [];
    return cell === undefined || letters === undefined ? [] : [{ row: Number(row) - 1, column: columnOf(letters), cell }];
  });
}

function lost(type: string | undefined, inside: string): Cell | undefined {
  const value = /<(?:\w+:)?v\b[^>]*?(?:\/>|>([^<]*)<)/.exec(inside);
  if (type === "e") return value?.[1] || "#N/A";
  // A formula of texts may have come to the empty text.
  const isKnown = Boolean(value?.[1]) || (type === "str" && value !== null);
  return /<(?:\w+:)?f\b/.test(inside) && !isKnown ? uncalculated : undefined;
}

/** `A` is 0, `Z` 25, `AA` 26. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}

function tags(xml: string, name: string): readonly string[] {
  return xml.match(new RegExp(String.raw`<(?:\w+:)?${name}\s[^>]*>`, "g")) ?? [];
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);
}
