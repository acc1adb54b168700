import type { Language } from "@muster/engine";

// The engine's own list would load the engine, which `--version` and a typing error can do without.
const languages = Object.keys({ "zh-CN": true, en: true } satisfies Record<Language, true>) as readonly Language[];

/** The language asked for on the command line or by the locale; English where neither says. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const word = argv[at] === "--lang" ? argv[at + 1] : argv[at]?.slice("--lang=".length);
  // An empty variable counts as unset, as POSIX has it.
  return knownLanguage(word ?? "") ?? knownLanguage(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ?? "en";
}

/** The language that a tag or the name of a locale means: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en`, `en_GB` and the like. */
export function knownLanguage(tag: string): Language | undefined {
  const base = tag.toLowerCase().split(/[-_.@]/)[0] ?? "";
  return languages.find((language) => language.toLowerCase().split("-")[0] === base);
}
