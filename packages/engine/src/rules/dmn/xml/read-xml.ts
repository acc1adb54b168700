import { type SaxesAttributeNS, SaxesParser } from "saxes";
import type { Label } from "../../../model/label.ts";
import type { XmlElement } from "./element.ts";

/** An XML document as a tree, or where it is none and why. */
export type ReadXml =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Label };

/** How large a document may be: characters, elements, and elements within each other. */
export const xmlBounds = { characters: 32_000_000, elements: 1_000_000, depth: 100 } as const;

/**
 * Reads XML 1.0 with namespaces. Nothing outside the text is ever looked up, and a document type, which alone could declare entities, is
 * refused. Never throws.
 */
export function readXml(text: string): ReadXml {
  if (text.length > xmlBounds.characters) return { ok: false, line: 1, column: 1, message: tooLarge };
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Opened[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  let at = { line: 1, column: 1 };
  // The parser goes on after what it complains of; the first complaint is thrown to end it.
  const stop = (message: Label, place = { line: parser.line, column: parser.column + 1 }): never => {
    throw new Stopped(message, place);
  };
  parser.on("error", ({ message }) => stop(misshapen(message.replaceAll(/^\d+:\d+: |\.$/g, ""))));
  parser.on("doctype", () => stop(noDoctype));
  parser.on("opentagstart", () => (at = { line: parser.line, column: Math.max(1, parser.column) }));
  parser.on("opentag", ({ local, uri, attributes }) => {
    count += 1;
    if (count > xmlBounds.elements || open.length >= xmlBounds.depth) stop(tooLarge, at);
    open.push({ name: local, namespace: uri, attributes: attributesOf(Object.values(attributes)), children: [], text: "", ...at });
  });
  const addText = (more: string) => {
    const parent = open.at(-1);
    if (parent) parent.text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = open.pop();
    const parent = open.at(-1);
    if (closed && parent) parent.children.push(closed);
    else root = closed;
  });
  try {
    parser.write(text).close();
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) throw thrown;
    return { ok: false, ...thrown.place, message: thrown.says };
  }
  return root ? { ok: true, root } : { ok: false, line: 1, column: 1, message: misshapen("no element") };
}

/** An element whose end has not come yet. */
interface Opened extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

class Stopped extends Error {
  readonly says: Label;
  readonly place: { readonly line: number; readonly column: number };
  constructor(says: Label, place: Stopped["place"]) {
    super(says.en);
    this.says = says;
    this.place = place;
  }
}

function attributesOf(attributes: readonly SaxesAttributeNS[]): ReadonlyMap<string, string> {
  if (attributes.length === 0) return none;
  return new Map(attributes.map(({ local, uri, prefix, value }) => [prefix === "" ? local : `{${uri}}${local}`, value]));
}

const none: ReadonlyMap<string, string> = new Map();

function misshapen(why: string): Label {
  return {
    "zh-CN": `不是格式正确的 XML：${why}。请用编辑器重新保存。`,
    en: `This is no well-formed XML: ${why}. Save it again from an editor.`,
  };
}

const noDoctype: Label = {
  "zh-CN": "不接受带 <!DOCTYPE> 的 XML；请删去这一行。",
  en: "XML with a <!DOCTYPE> is not taken; remove that line.",
};

const tooLarge: Label = {
  "zh-CN": `XML 太大或嵌套太深（至多 ${xmlBounds.characters} 个字符、${xmlBounds.elements} 个元素、${xmlBounds.depth} 层）；请拆成几个文件。`,
  en: `The XML is too large or too deep (at most ${xmlBounds.characters} characters, ${xmlBounds.elements} elements, ${xmlBounds.depth} levels); split it.`,
};
