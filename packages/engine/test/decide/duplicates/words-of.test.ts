import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hashWord } from "../../../src/decide/duplicates/hash-word.ts";
import { hashesOf } from "../../../src/decide/duplicates/likeness-of.ts";
import { sharedWords } from "../../../src/decide/duplicates/shared-words.ts";
import { wordsOf } from "../../../src/decide/duplicates/words-of.ts";

test("of Han every two characters that stand together are a word, but for those that only join words", () => {
  assert.equal(wordsOf("路灯坏了，路灯不亮"), ["路灯", "灯坏", "灯不", "不亮"]);
  assert.equal(wordsOf("井"), []);
});

test("of Latin the words in small letters without those of grammar; house numbers stay", () => {
  assert.equal(wordsOf("The Street Lights aren't working at 12 Elm St., near the neighbour’s gate"), [
    "light",
    "working",
    "12",
    "elm",
    "near",
    "neighbour",
    "gate",
  ]);
});

test("full-width letters and digits are what they look like", () => {
  assert.equal(wordsOf("ＬＥＤ路灯１２号"), ["led", "路灯", "12"]);
});

test("a word has one hash of 32 bits, the published one", () => {
  assert.is(hashWord("foobar") >>> 0, 0xbf9cf968);
});

test("of a long report the same words are kept in whichever order it tells them", () => {
  const sentence = fc.array(fc.constantFrom(...("路灯井盖消防通道停车垃圾油烟噪音积水".match(/../gu) ?? [])), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(sentence, (words) => {
      const [there, back] = [words.join("，"), words.toReversed().join("，")];
      assert.equal(hashesOf([there]), hashesOf([back]));
      assert.ok(hashesOf([there]).length <= 48);
    }),
  );
});

test("what two reports share is told as they wrote it", () => {
  assert.equal(sharedWords("东巷口五辆车乱停，消防通道被堵死", "东巷消防通道被车堵了"), ["东巷", "消防通道"]);
  assert.equal(sharedWords("Street light out on Elm Street", "the light on Elm Street is broken"), ["light", "elm"]);
  assert.equal(sharedWords("路灯不亮", "井盖破损"), []);
});

test.run();
