/** FNV-1a over UTF-16 code units, 32 bits with a sign: what every store holds and compares alike. Two words may share one; texts decide. */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash | 0;
}
