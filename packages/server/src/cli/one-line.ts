/** Text from outside on one line: a line break or an escape sequence in it must not reach the terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
