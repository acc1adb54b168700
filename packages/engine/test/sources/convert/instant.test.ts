import { test } from "uvu";
import * as assert from "uvu/assert";
import { converted } from "./field.ts";

const us = { type: "instant", format: "MM/dd/yyyy hh:mm:ss a" };
const inNewYork = (change: object = {}) => ({ time: { zone: "America/New_York", ...change } });
const utc = (text: string) => Date.parse(text);

test("a time without a zone is of the declared zone, summer and winter", () => {
  assert.equal(converted(us, "06/26/2018 10:58:54 AM", inNewYork()), [utc("2018-06-26T14:58:54Z")]);
  assert.equal(converted(us, "01/26/2018 12:00:00 AM", inNewYork()), [utc("2018-01-26T05:00:00Z")]);
  assert.equal(converted(us, "01/26/2018 12:00:00 PM", inNewYork()), [utc("2018-01-26T17:00:00Z")]);
});

test("a time that the clocks skipped is rejected, or taken as declared and said", () => {
  const skipped = "03/11/2018 02:30:00 AM";
  assert.equal(converted(us, skipped, inNewYork()), [undefined, "rejected time-skipped"]);
  assert.equal(converted(us, skipped, inNewYork({ gap: "later" })), [utc("2018-03-11T07:30:00Z"), "flagged time-skipped"]);
  assert.equal(converted(us, skipped, inNewYork({ gap: "earlier" })), [utc("2018-03-11T06:30:00Z"), "flagged time-skipped"]);
  assert.equal(converted(us, "03/11/2018 03:00:00 AM", inNewYork()), [utc("2018-03-11T07:00:00Z")]);
});

test("a time that came twice is rejected, or the first or second is taken and said", () => {
  const twice = "11/04/2018 01:30:00 AM";
  assert.equal(converted(us, twice, inNewYork()), [undefined, "rejected time-twice"]);
  assert.equal(converted(us, twice, inNewYork({ overlap: "earlier" })), [utc("2018-11-04T05:30:00Z"), "flagged time-twice"]);
  assert.equal(converted(us, twice, inNewYork({ overlap: "later" })), [utc("2018-11-04T06:30:00Z"), "flagged time-twice"]);
});

test("a field may have a zone of its own", () => {
  assert.equal(converted({ type: "instant", format: "yyyy-MM-dd HH:mm", zone: "Asia/Shanghai" }, "2024-03-04 10:00", inNewYork()), [
    utc("2024-03-04T02:00:00Z"),
  ]);
});

test("a day without a time is its first moment", () => {
  assert.equal(converted({ type: "instant", format: "yyMMdd", zone: "Asia/Shanghai" }, "241227"), [utc("2024-12-27T00:00:00+08:00")]);
});

test("days and times that do not exist are refused, and so is another format", () => {
  for (const text of ["02/30/2018 10:00:00 AM", "13/01/2018 10:00:00 AM", "02/01/2018 10:61:00 AM"])
    assert.equal(converted(us, text, inNewYork()), [undefined, "rejected no-such-time"], text);
  for (const text of ["02/01/2018 13:00:00 AM", "02/01/2018 00:00:00 AM", "2018-02-01", "2/1/2018 10:00:00 AM"])
    assert.equal(converted(us, text, inNewYork()), [undefined, "rejected unknown-value"], text);
});

test("ISO 8601 with an offset is an instant, without one a time of the zone", () => {
  const iso = { type: "instant", format: "iso" };
  assert.equal(converted(iso, "2018-03-11T02:30:00-05:00", inNewYork()), [utc("2018-03-11T07:30:00Z")]);
  assert.equal(converted(iso, "2018-06-26T10:58:54Z", inNewYork()), [utc("2018-06-26T10:58:54Z")]);
  assert.equal(converted(iso, "2018-06-26 10:58:54.250", inNewYork()), [utc("2018-06-26T14:58:54.250Z")]);
  assert.equal(converted(iso, "2018-02-30T00:00:00Z", inNewYork()), [undefined, "rejected no-such-time"]);
});

test("a sheet's dates and serial numbers are wall-clock times of the zone", () => {
  assert.equal(converted(us, new Date("2018-06-26T10:58:54Z"), inNewYork()), [utc("2018-06-26T14:58:54Z")]);
  assert.equal(converted({ type: "instant", format: "excel" }, 43_277.5, inNewYork()), [utc("2018-06-26T16:00:00Z")]);
  assert.equal(converted({ type: "instant", format: "excel" }, "soon", inNewYork()), [undefined, "rejected unknown-value"]);
});

test("Chinese formats read as they are written", () => {
  const format = { type: "instant", format: "yyyy年M月d日 ah:mm", zone: "Asia/Shanghai" };
  assert.equal(converted(format, "2024年3月4日 下午2:05"), [utc("2024-03-04T14:05:00+08:00")]);
});

test.run();
