import { strFromU8, unzipSync } from "fflate";

/** The XML of each sheet of an XLSX file (ECMA-376, 18.3), in the order of the workbook. */
export function sheetTexts(xlsx: Uint8Array): readonly string[] {
  const parts = unzipSync(xlsx, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const targets = new Map(
    tags(part("xl/_rels/workbook.xml.rels"), "Relationship").map((tag) => [attribute(tag, "Id"), attribute(tag, "Target") ?? ""]),
  );
  return tags(part("xl/workbook.xml"), "sheet").map((tag) => {
    const target = targets.get(attribute(tag, String.raw`\w+:id`)) ?? "";
    return part(target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  });
}

/** A cell as it stands in the XML of its sheet; 0 is the first row and the first column. */
export interface CellTag {
  readonly row: number;
  readonly column: number;
  /** Its attributes. */
  readonly head: string;
  readonly inside: string;
}

/** The cells of a sheet (ECMA-376, 18.3.1.4) that say where they stand. What begins and never ends is not looked for beyond the next cell. */
export function cellTags(sheet: string): readonly CellTag[] {
  return [...sheet.matchAll(/<(?:\w+:)?c\s([^<>]*?)(?:\/>|>((?:(?!<(?:\w+:)?c\s).)*?)<\/(?:\w+:)?c>)/gs)].flatMap(
    ([, head = "", inside = ""]) => {
      const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(attribute(head, "r") ?? "") ?? [];
      return letters === undefined ? [] : [{ row: Number(row) - 1, column: columnOf(letters), head, inside }];
    },
  );
}

/** The opening tags of that name. */
export function tags(xml: string, name: string): readonly string[] {
  return xml.match(new RegExp(String.raw`<(?:\w+:)?${name}\s[^<>]*>`, "g")) ?? [];
}

/** An attribute of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  return new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`)
    .exec(tag)
    ?.slice(1)
    .find((value) => value !== undefined);
}

/** `A` is 0, `Z` 25, `AA` 26. */
export function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1;
}
