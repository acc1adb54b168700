import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readXml, xmlBounds } from "../../../../src/rules/dmn/xml/read-xml.ts";

test("elements keep their names, namespaces, attributes, texts and places", () => {
  const read = readXml(`<a xmlns="urn:a" xmlns:b="urn:b" id="1"\n b:id="2">&lt;x<![CDATA[<y>]]>\n  <b:c/>z</a>`);
  if (!read.ok) return assert.unreachable(read.message.en);
  const { root } = read;
  assert.equal([root.name, root.namespace, root.text], ["a", "urn:a", "<x<y>\n  z"]);
  assert.equal([root.attributes.get("id"), root.attributes.get("{urn:b}id")], ["1", "2"]);
  assert.equal([root.children[0]?.name, root.children[0]?.namespace, root.children[0]?.line], ["c", "urn:b", 3]);
});

test("what is not well-formed is refused with its place", () => {
  for (const [text, line] of [
    ["<a>\n<b></a>", 2],
    ["<a b='1' b='2'/>", 1],
    ["<a>&nbsp;</a>", 1],
    ["<p:a/>", 1],
    ["", 1],
    ["{}", 1],
  ] as const) {
    const read = readXml(text);
    if (read.ok) return assert.unreachable(text);
    assert.is(read.line, line, text);
    assert.match(read.message.en, "no well-formed XML");
    assert.match(read.message["zh-CN"], /\p{Script=Han}/u);
  }
});

test("no entity is ever declared, so that none can be expanded or fetched", () => {
  const bomb = `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>`;
  const fetched = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>`;
  for (const text of [bomb, fetched, `<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>`]) {
    const read = readXml(text);
    assert.match(read.ok ? "" : read.message.en, "DOCTYPE");
  }
});

test("depth, size and number are bounded", () => {
  const deep = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
  assert.ok(readXml(deep(xmlBounds.depth)).ok);
  assert.not.ok(readXml(deep(xmlBounds.depth + 1)).ok);
  assert.not.ok(readXml(`<a>${"<b/>".repeat(xmlBounds.elements)}</a>`).ok);
  assert.not.ok(readXml(`<a>${" ".repeat(xmlBounds.characters)}</a>`).ok);
});

test("no text makes it throw", () => {
  const piece = fc.constantFrom(
    "<a>",
    "</a>",
    "<a ",
    "x='1'",
    "/>",
    ">",
    "<",
    "&",
    "&#0;",
    "&lt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "\u0000",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(piece).map((parts) => parts.join("")),
      ),
      (text) => {
        const read = readXml(text);
        assert.ok(read.ok || read.line >= 1);
      },
    ),
  );
});

test.run();
