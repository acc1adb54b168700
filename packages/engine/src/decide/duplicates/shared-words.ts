import { isUnspaced, wordsOf } from "./words-of.ts";

/** Phrases that are told at most. */
const most = 8;

/** What two texts both say, as people read it: pairs of Han that follow each other are one phrase again. */
export function sharedWords(one: string, other: string): readonly string[] {
  const held = new Set(wordsOf(other));
  const phrases: string[] = [];
  let open = "";
  for (const word of wordsOf(one)) {
    const isShared = held.has(word);
    const [first = ""] = word;
    if (isShared && open !== "" && open.endsWith(first) && isUnspaced(word)) {
      open += word.slice(first.length);
      continue;
    }
    if (open !== "") phrases.push(open);
    open = isShared && isUnspaced(word) ? word : "";
    if (isShared && open === "") phrases.push(word);
  }
  if (open !== "") phrases.push(open);
  return [...new Set(phrases)].slice(0, most);
}
