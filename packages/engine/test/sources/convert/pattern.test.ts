import { test } from "uvu";
import * as assert from "uvu/assert";
import { compilePattern, mayHang } from "../../../src/sources/convert/pattern.ts";

for (const [source, text, found] of [
  ["^热线-(\\d{6})-\\d+$", "热线-123456-7", "123456"],
  ["^(\\p{Script=Han}{3,})", "城市管理局ABC", "城市管理局"],
  ["^(\\P{sc=Han}+)", "ABC局", "ABC"],
  ["([^、，,]+)$", "公安、城管", "城管"],
  ["(?:室|楼)(\\d+)", "3楼12号", "12"],
  ["a(b)?", "a", undefined],
  ["x(y)", "a", undefined],
] as const)
  test(`${source} finds ${found ?? "nothing"} in ${text}, as ECMAScript does`, () => {
    assert.is(compilePattern(source)?.(text), found);
    assert.is(new RegExp(source, "u").exec(text)?.[1], found);
    assert.not(mayHang(source));
  });

test("a pattern that takes ECMAScript for ever is read in a time that grows with the text", () => {
  const started = performance.now();
  assert.is(compilePattern("^((?:a+)+)$")?.(`${"a".repeat(20_000)}b`), undefined);
  assert.ok(performance.now() - started < 5_000);
});

test("what looks back or around is still read, and is known to be able to hang", () => {
  assert.is(compilePattern("^(\\p{Script=Han}{3,}).*\\1")?.("城管局和城管局"), "城管局");
  assert.ok(mayHang("^(\\p{Script=Han}{3,}).*\\1"));
  assert.ok(mayHang("(?<=第)(\\d+)"));
});

test("without a group, or with two, it is none", () => {
  for (const source of ["a+", "(a)(b)", "(a", "[z-a](x)"]) assert.is(compilePattern(source), undefined, source);
  assert.not(mayHang("(a"));
});

test.run();
