/** Words that say nothing of the matter: a reporter's grammar is not what makes two reports alike, nor that both are in some street. */
const empty = new Set(
  (
    "a an and are as at be been but by can could do does for from had has have he her here his i if in is it its me my no not of on or our out " +
    "please she so that the their them there they this to up was we were when where which who will with would you your street st road rd avenue ave lane"
  ).split(" "),
);

/** Characters that stand between words rather than in them. */
const particles = /[的了着吗呢啊吧呀嘛很也被都还]/u;

/** Scripts written without spaces. */
const scripts = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
const runs = new RegExp(String.raw`[${scripts}]+|(?:(?![${scripts}])[\p{L}\p{M}\p{N}])+(?:['’]\p{L}+)?`, "gu");
const unspaced = new RegExp(`^[${scripts}]`, "u");

/**
 * The words of a text, each once, in their order: of Han every two characters that stand together, since a word of two is what most
 * words are and no dictionary is asked whose next edition would cut otherwise; of other scripts the words, in small letters.
 */
export function wordsOf(text: string): readonly string[] {
  const found = new Set<string>();
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(runs)) {
    if (isUnspaced(run)) for (const part of run.split(particles)) addPairs(found, part);
    else {
      // "isn't" and its like say nothing; of "neighbour's" the neighbour stays.
      const [word = "", tail] = run.split(/['’]/u);
      if (tail !== "t" && !empty.has(word) && !/^\p{L}$/u.test(word)) found.add(singular(word));
    }
  }
  return [...found];
}

/** Whether a word is of a script without spaces, and so a pair of characters. */
export function isUnspaced(word: string): boolean {
  return unspaced.test(word);
}

function addPairs(found: Set<string>, run: string): void {
  const characters = Array.from(run);
  for (let i = 0; i + 1 < characters.length; i += 1) found.add(`${characters[i]}${characters[i + 1]}`);
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
