import { test } from "uvu";
import * as assert from "uvu/assert";
import { converted } from "./field.ts";

const limit = (declared: object = {}) => ({ type: "limit", limit: declared });

test("the four units are read by their names", () => {
  assert.equal(converted(limit(), "2紧急工作时"), [{ amount: 2, unit: "urgent-hour" }]);
  assert.equal(converted(limit(), "4工作时"), [{ amount: 4, unit: "work-hour" }]);
  assert.equal(converted(limit(), "0.5 工作日"), [{ amount: 0.5, unit: "work-day" }]);
  assert.equal(converted(limit(), "１５自然日"), [{ amount: 15, unit: "natural-day" }]);
});

test("a unit that only means one is taken where it is declared, and said", () => {
  const aliases = { 小时: "work-hour", 天: "work-day" };
  assert.equal(converted(limit(), "4小时"), [undefined, "rejected unknown-value"]);
  assert.equal(converted(limit({ aliases }), "4小时"), [{ amount: 4, unit: "work-hour" }, "flagged limit-alias"]);
  assert.equal(converted(limit({ aliases }), "2天"), [{ amount: 2, unit: "work-day" }, "flagged limit-alias"]);
});

test("a cell that needs a person's reading is read as declared, and said; without one it is rejected", () => {
  const note = { "zh-CN": "说明", en: "note" };
  const read = { "1紧急工作时制止": { amount: 1, unit: "urgent-hour", note }, 立即: { none: true, note } };
  assert.equal(converted(limit({ read }), "1紧急工作时制止"), [{ amount: 1, unit: "urgent-hour" }, "flagged limit-read"]);
  assert.equal(converted(limit({ read }), "立即"), [undefined, "flagged limit-read"]);
  for (const text of ["2紧急工作日", "种植季节15工作日", "工作日", "0工作日", "-1工作日"])
    assert.equal(converted(limit({ read }), text), [undefined, "rejected unknown-value"], text);
  assert.equal(converted({ ...limit(), otherwise: "flag" }, "尽快"), [undefined, "flagged unknown-value"]);
});

test.run();
