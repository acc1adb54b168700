import { test } from "uvu";
import * as assert from "uvu/assert";
import { monthsOf } from "../../src/evaluation/months.ts";

test("a month, a quarter, a year and a span are told by their months", () => {
  assert.equal(monthsOf("2026-11"), ["2026-11"]);
  assert.equal(monthsOf("2026-Q4"), ["2026-10", "2026-11", "2026-12"]);
  assert.is(monthsOf("2026")?.length, 12);
  assert.equal(monthsOf("2025-12..2026-02"), ["2025-12", "2026-01", "2026-02"]);
});

test("what is no time, goes backwards or is longer than ten years is none", () => {
  for (const text of ["", "2026-13", "2026-1", "2026-Q5", "2026-11-01", "2026-11..2026-10", "2010-01..2020-01", "26", "2026-11..2026"])
    assert.is(monthsOf(text), undefined, text);
  assert.is(monthsOf("2010-01..2019-12")?.length, 120);
});

test.run();
