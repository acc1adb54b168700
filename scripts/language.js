// The language of the user's locale, by the rule of the muster command (packages/server/src/cli/language.ts), which is not built yet here.

/** `zh-CN` or `en`; English where the locale says neither. */
export function languageOf(env) {
  // An empty variable counts as unset, as POSIX has it.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^zh(?:[-_.@]|$)/i.test(locale) ? "zh-CN" : "en";
}

export const language = languageOf(process.env);

/** What is said to the user, in their language. */
export function text(zh, en) {
  return language === "zh-CN" ? zh : en;
}
