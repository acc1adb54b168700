import type { Language } from "@muster/engine";
import type { HelpConfiguration } from "commander";
import { displayWidth } from "./display-width.ts";
import { headings } from "./help-headings.ts";

/** How commander lays out help: in the language of the run, and by what a terminal shows, since a Chinese character takes two columns. */
export function helpLayout(language: Language): HelpConfiguration {
  const inChinese = language === "zh-CN";
  return {
    showGlobalOptions: true,
    displayWidth,
    boxWrap: wrapped,
    styleTitle: (title) => headings[title]?.[language] ?? title,
    styleUsage: (usage) => (inChinese ? usage.replace("[options]", "[选项]").replace("[command]", "[命令]") : usage),
    styleSubcommandTerm: (term) => (inChinese ? term.replace("[options]", "[选项]") : term),
  };
}

/** A word, or one Chinese character with the punctuation that may not begin a line, each with the space before it. */
const chunks = /\s*(?:\p{Script=Han}[，。；：、！？）》”]*|[^\s\p{Script=Han}]+)/gu;

function wrapped(text: string, width: number): string {
  const lines: string[] = [];
  let line = "";
  for (const [chunk] of text.matchAll(chunks)) {
    if (line !== "" && displayWidth(line + chunk) > width) {
      lines.push(line);
      line = chunk.trimStart();
    } else line += chunk;
  }
  return [...lines, line].join("\n");
}
