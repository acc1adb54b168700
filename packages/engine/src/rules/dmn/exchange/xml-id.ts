/**
 * An id as an XML id that can be read back: what is no ASCII name character, which is all that dmn-js takes, is written by its number,
 * `_x0020_`, as in ECMA-376, 22.9.2.19, and so is what would be taken for such a number.
 */
export function toXmlId(id: string): string {
  const escaped = id.replaceAll(/_(?=x[\dA-F]{4}_)|[^\w.-]/g, numbered);
  return /^[A-Za-z_]/.test(escaped) ? escaped : escaped.replace(/^[^]/, numbered);
}

/** The id that an XML id stands for. */
export function fromXmlId(id: string): string {
  return id.replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function numbered(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
