import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseCommand } from "../../src/run/parse-command.ts";

const fail = () => {
  throw new Error("read");
};

const wrong = [
  { input: { type: "file" }, zh: "/ticket 处不合要求：缺少此项，应为文字", en: "at /ticket: it is missing; a text belongs here" },
  { input: { type: "file", ticket: "" }, zh: "不能为空", en: "it must not be empty" },
  {
    input: { type: "file", ticket: "t", form: { a: { b: 1 } } },
    zh: "/form/a 处不合要求：不是",
    en: "at /form/a: it has none of the forms",
  },
  { input: { type: "file", ticket: "t", colour: 1 }, zh: "不认识的键 colour", en: "unknown key colour" },
  { input: { type: "file", ticket: "a\0" }, zh: "NUL", en: "a NUL character" },
  { input: { type: "report", process: "p", point: { lng: 200, lat: 0 } }, zh: "不得大于 180", en: "it must be at most 180" },
  {
    input: { type: "file", ticket: "t", attachments: [{ name: "a", mediaType: "image/png", size: 1, sha256: "XYZ" }] },
    zh: "SHA-256 须为 64 位小写十六进制",
    en: "64 lower-case hexadecimal",
  },
  {
    input: { type: "file", ticket: "t", attachments: [{ name: "a", mediaType: "photo", size: 1, sha256: "00".repeat(32) }] },
    zh: "媒体类型须形如 image/jpeg",
    en: "a media type looks like image/jpeg",
  },
  {
    input: { type: "file", ticket: "t", attachments: [{ name: "a", mediaType: "image/png", size: 0, sha256: "00".repeat(32) }] },
    zh: "应大于 0",
    en: "more than 0",
  },
  {
    input: { type: "report", process: "p", sourceKey: "A-1" },
    zh: "/source 处不合要求：写了 sourceKey 就须写明来源",
    en: "at /source: a sourceKey belongs to a source, which must be named",
  },
  { input: { type: "report", process: "p", ifRevision: 1 }, zh: "不认识的键 ifRevision", en: "unknown key ifRevision" },
  {
    input: Object.defineProperty({ type: "file", ticket: "t" }, "form", { get: fail, enumerable: true }),
    zh: "读取时出错（getter 或 Proxy）",
    en: "reading it fails, as with a getter or a proxy",
  },
  { input: { type: "file", ticket: "t", form: new Proxy({}, { ownKeys: fail }) }, zh: "读取时出错", en: "reading it fails" },
  { input: new Proxy({}, { has: fail, getOwnPropertyDescriptor: fail }), zh: "读取时出错", en: "reading it fails" },
  {
    input: { type: "file", ticket: "t", form: new Map() },
    zh: "应为普通对象，而不是其他对象",
    en: "a plain object belongs here, not another one",
  },
  { input: null, zh: "应为对象，而不是空值", en: "an object belongs here, not null" },
  { input: "file", zh: "应为对象，而不是文字", en: "an object belongs here, not a text" },
];
for (const { input, zh, en } of wrong) {
  test(`a command of the wrong shape is refused in both languages: ${en}`, () => {
    const parsed = parseCommand(input);
    assert.not.ok(parsed.ok);
    if (parsed.ok) return;
    const { code, detail } = parsed.refusal;
    assert.is(code, "bad-input");
    assert.ok(detail["zh-CN"].includes(zh), detail["zh-CN"]);
    assert.ok(detail.en.includes(en), detail.en);
    assert.not.match(detail["zh-CN"], /Invalid|expected|undefined/);
  });
}

test("a command is copied, each value read once: what is decided is what was checked", () => {
  const reads = new Map<string, number>();
  const form = new Proxy({ description: "停车", lane: 1 }, { get: (target, key) => counted(target, key) });
  const counted = (target: object, key: string | symbol): unknown => {
    if (Object.hasOwn(target, key)) reads.set(String(key), (reads.get(String(key)) ?? 0) + 1);
    return Reflect.get(target, key);
  };
  const parsed = parseCommand({ type: "file", ticket: "t", form });
  assert.equal(parsed, { ok: true, command: { type: "file", ticket: "t", form: { description: "停车", lane: 1 } } });
  assert.not(parsed.ok && parsed.command.form === form);
  assert.equal([...reads.values()], [1, 1]);
});

test.run();
