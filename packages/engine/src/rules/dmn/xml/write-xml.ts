/** An element to be written: its attributes in this order, and its children or its text. */
export interface XmlNode {
  readonly name: string;
  /** What is undefined is left out. */
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly XmlNode[];
}

/** An element of a document that is being written; what is undefined among the children is left out. */
export function xml(name: string, attributes: XmlNode["attributes"], content: string | readonly (XmlNode | undefined)[] = []): XmlNode {
  return { name, attributes, content: typeof content === "string" ? content : content.filter((child) => child !== undefined) };
}

/** The document as a text, indented; texts stay exactly as they are. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, "").join("\n")}\n`;
}

/** Whether XML has a place for every character of the text (XML 1.0, 2.2). */
export function isXmlText(text: string): boolean {
  return /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u.test(text);
}

function lines({ name, attributes, content }: XmlNode, indent: string): readonly string[] {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value, /[&<>"\t\n\r]/g)}"`],
  );
  const head = `${indent}<${name}${given.join("")}`;
  if (content.length === 0) return [`${head}/>`];
  if (typeof content === "string") return [`${head}>${escaped(content, /[&<>\r]/g)}</${name}>`];
  return [`${head}>`, ...content.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
}

/** By their numbers, which every reader knows; white space in an attribute and a carriage return would be read as others. */
function escaped(text: string, signs: RegExp): string {
  return text.replace(signs, (sign) => names[sign] ?? `&#${sign.codePointAt(0)};`);
}

const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
