import { duration, parseDate, parseDateTime, parseTime } from "feelin";
import type { Label } from "../../../model/label.ts";
import { parsed } from "../evaluate/coerce.ts";
import { childNamed, childrenNamed, type XmlElement } from "../xml/element.ts";
import { readXml } from "../xml/read-xml.ts";
import type { ExpectedResult, TestCase, TestCases } from "./test-cases.ts";

/** A file of test cases, or where it is none and why. */
export type ReadTestCases =
  | { readonly ok: true; readonly testCases: TestCases }
  | { readonly ok: false; readonly line: number; readonly column: number; readonly message: Label };

/** Reads test cases as the DMN Technology Compatibility Kit writes them (its `testCases.xsd`). Never throws. */
export function readTestCases(text: string): ReadTestCases {
  const xml = readXml(text);
  if (!xml.ok) return xml;
  const { root } = xml;
  if (root.name !== "testCases") return { ok: false, line: root.line, column: root.column, message: noTestCases };
  return {
    ok: true,
    testCases: {
      modelName: childNamed(root, "modelName")?.text.trim() ?? "",
      cases: childrenNamed(root, "testCase").map(readCase),
    },
  };
}

function readCase(element: XmlElement): TestCase {
  const invoked = element.attributes.get("invocableName");
  return {
    id: element.attributes.get("id") ?? "",
    inputs: Object.fromEntries(childrenNamed(element, "inputNode").map((node) => [node.attributes.get("name") ?? "", readValue(node)])),
    results: childrenNamed(element, "resultNode").map((node): ExpectedResult => {
      const expected = childNamed(node, "expected");
      return { name: node.attributes.get("name") ?? "", invoked, expected: expected ? readValue(expected) : null };
    }),
  };
}

/** A value, a list, or the components of a context. */
function readValue(element: XmlElement): unknown {
  if (isNil(element)) return null;
  const list = childNamed(element, "list");
  if (list) return isNil(list) ? null : childrenNamed(list, "item").map(readValue);
  const components = childrenNamed(element, "component");
  if (components.length > 0) return Object.fromEntries(components.map((each) => [each.attributes.get("name") ?? "", readValue(each)]));
  const value = childNamed(element, "value");
  return value && !isNil(value) ? simpleValue(value) : null;
}

function simpleValue({ text, attributes }: XmlElement): unknown {
  const type = (attributes.get(`{${schemaInstance}}type`) ?? "string").replace(/^.*:/, "");
  const read = Object.hasOwn(simple, type) ? simple[type] : undefined;
  // What feelin cannot hold stays its text, which is no date and so is never what is answered.
  return read ? (parsed(text.trim(), read) ?? text) : text;
}

function isNil({ attributes }: XmlElement): boolean {
  return attributes.get(`{${schemaInstance}}nil`) === "true";
}

const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

const simple: Readonly<Record<string, (text: string) => unknown>> = {
  boolean: (text) => text === "true",
  decimal: Number,
  double: Number,
  float: Number,
  int: Number,
  integer: Number,
  long: Number,
  date: parseDate,
  dateTime: parseDateTime,
  time: parseTime,
  duration,
};

const noTestCases: Label = {
  "zh-CN": "这不是测试用例文件（根元素应为 testCases）；请指定 DMN TCK 格式的文件。",
  en: "This is no file of test cases (its root is not testCases); name one in the format of the DMN TCK.",
};
