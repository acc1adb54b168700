import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildKeywordMatcher } from "../../../src/rules/columns/keyword-matcher.ts";

test("the matcher finds exactly the keywords a text includes, scan after scan", () => {
  const units = fc.constantFrom("a", "b", "井", "盖", "\ud83d", "\udca7");
  const texts = (least: number, most: number): fc.Arbitrary<string> =>
    fc.array(units, { minLength: least, maxLength: most }).map((all) => all.join(""));
  fc.assert(
    fc.property(fc.uniqueArray(texts(1, 4), { maxLength: 12 }), fc.array(texts(0, 20), { maxLength: 5 }), (keywords, scanned) => {
      const matcher = buildKeywordMatcher(keywords);
      for (const text of scanned) {
        const count = matcher.scan(text);
        const found = [...matcher.found.subarray(0, count)].toSorted((a, b) => a - b);
        assert.equal(
          found,
          keywords.flatMap((keyword, number) => (text.includes(keyword) ? [number] : [])),
          `${keywords.join("|")} in ${text}`,
        );
        for (const [number, keyword] of keywords.entries()) assert.is(matcher.has(number), text.includes(keyword));
      }
    }),
    { numRuns: 500 },
  );
});

test("keywords that end in each other do not make a long text slow", () => {
  const keywords = Array.from({ length: 400 }, (_, i) => "a".repeat(i + 1));
  const matcher = buildKeywordMatcher(keywords);
  const started = process.cpuUsage();
  assert.is(matcher.scan("a".repeat(100_000)), 400);
  assert.ok(process.cpuUsage(started).user < 200_000, "one step a character, not one a keyword and character");
});

test.run();
