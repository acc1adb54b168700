import { test } from "uvu";
import * as assert from "uvu/assert";
import { formatInstant } from "../../src/cli/format-instant.ts";
import { formatSpan } from "../../src/cli/format-span.ts";
import { languageOf } from "../../src/cli/language.ts";
import { lateness } from "../../src/cli/lateness.ts";
import { parseDay, parseInstant } from "../../src/cli/parse-instant.ts";

const hour = 3_600_000;

test("an instant is shown in the tenant's zone", () => {
  assert.is(formatInstant(Date.UTC(2026, 10, 23, 16, 5), "Asia/Shanghai"), "2026-11-24 00:05");
});

test("a span is shown in its two largest units", () => {
  assert.is(formatSpan(50 * hour).en, "2 d 2 h");
  assert.is(formatSpan(-65 * 60_000)["zh-CN"], "1 小时 5 分钟");
  assert.is(formatSpan(1000).en, "less than 1 min");
  assert.is(formatSpan(24 * hour).en, "1 d");
});

test("late is open past the deadline or closed after it", () => {
  assert.is(lateness({}, 0), undefined);
  assert.is(lateness({ due: hour }, 0)?.en, "1 h left");
  assert.is(lateness({ due: hour }, 3 * hour)?.en, "late by 2 h");
  assert.is(lateness({ due: hour, closedAt: hour }, 9 * hour)?.en, "closed on time");
  assert.is(lateness({ due: hour, closedAt: 2 * hour }, 9 * hour)?.en, "closed 1 h late");
});

test("an instant needs an offset and a day that exists", async () => {
  assert.is(await parseInstant("2026-11-23T09:30+08:00"), Date.UTC(2026, 10, 23, 1, 30));
  assert.is(await parseInstant("2026-11-23T09:30"), undefined);
  assert.is(await parseInstant("2026-02-31T09:30Z"), undefined);
});

test("a day begins at midnight in the tenant's zone", async () => {
  assert.is(await parseDay("2026-11-23", "Asia/Shanghai"), Date.UTC(2026, 10, 22, 16));
  assert.is(await parseDay("2026-11-23", "Asia/Shanghai", 1), Date.UTC(2026, 10, 23, 16));
  assert.is(await parseDay("2026-02-30", "Asia/Shanghai"), undefined);
});

test("the language is the option's, else the locale's, else English", () => {
  assert.is(languageOf(["list", "--lang", "zh-CN"], {}), "zh-CN");
  assert.is(languageOf(["list", "--lang=en"], { LANG: "zh_CN.UTF-8" }), "en");
  assert.is(languageOf([], { LANG: "zh_CN.UTF-8" }), "zh-CN");
  assert.is(languageOf([], { LC_ALL: "en_GB.UTF-8", LANG: "zh_CN.UTF-8" }), "en");
  assert.is(languageOf([], { LC_ALL: "", LANG: "zh_CN.UTF-8" }), "zh-CN");
  assert.is(languageOf([], { LANG: "C.UTF-8" }), "en");
});

test("npm start speaks by the same rule", async () => {
  const { languageOf: started } = (await import(new URL("../../../../scripts/language.js", import.meta.url).href)) as {
    readonly languageOf: (env: Readonly<Record<string, string>>) => string;
  };
  const locales = ["", "C", "C.UTF-8", "POSIX", "en", "en_GB.UTF-8", "zh", "zh_CN.UTF-8", "ZH_tw", "zh-Hans", "zh@x", "zhx", "ja_JP.UTF-8"];
  for (const name of ["LC_ALL", "LC_MESSAGES", "LANG"])
    for (const locale of locales) {
      const env = { LANG: "zh_CN.UTF-8", [name]: locale };
      assert.is(started(env), languageOf([], env), JSON.stringify(env));
    }
  assert.is(started({}), "en");
});

test.run();
