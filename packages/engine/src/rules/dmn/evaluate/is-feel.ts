/** Whether an expression is in FEEL, as it is where no language is named. */
export function isFeel(language: string | undefined): boolean {
  return language === undefined || language === "" || /FEEL\/?$/i.test(language);
}
