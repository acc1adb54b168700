import type { Ticket } from "@muster/engine";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { describeRecount } from "../../src/cli/describe-recount.ts";

const ticket: Pick<Ticket, "process"> = { process: { id: "p", version: 1 } };
const names = { world: { process: () => undefined } } as unknown as Parameters<typeof describeRecount>[1];
const at = (wall: string) => Date.parse(`${wall}+08:00`);
const counted = (version: number, due: number, zone = "Asia/Shanghai") => ({
  calendar: { id: "office", version: 1, zone, holidays: { id: "cn", version } },
  due,
});
const told = (lang: "zh-CN" | "en", after: ReturnType<typeof counted>) => {
  const context = {
    text: (label: Record<"zh-CN" | "en", string>) => label[lang],
    tenant: { id: "t", zone: "Asia/Shanghai", numberPrefix: "" },
  };
  const before = { ...counted(1, at("2027-01-04T10:00")), provisional: true } as const;
  return describeRecount(context, names, ticket, { clock: "handle", before, after });
};

test("counting anew is told with the calendar, its list, and when it was and is due, in both languages", () => {
  const after = counted(2, at("2027-01-06T10:00"));
  const [en = ""] = told("en", after);
  assert.match(en, /^handle: due 2027-01-04 10:00.* \(provisional\) → 2027-01-06 10:00.*; calendar office@1 \(cn@1\) → office@1 \(cn@2\)$/);
  assert.match(
    told("zh-CN", after)[0] ?? "",
    /^handle：到期 2027-01-04 10:00.*（暂定） → 2027-01-06 10:00.*；日历 office@1（cn@1） → office@1（cn@2）$/,
  );
});

test("another zone is named on both sides", () => {
  assert.match(
    told("en", counted(1, at("2027-01-05T10:00"), "America/New_York"))[0] ?? "",
    /office@1 \(cn@1, Asia\/Shanghai\) → office@1 \(cn@1, America\/New_York\)$/,
  );
});

test.run();
