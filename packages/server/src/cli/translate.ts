import type { Command } from "commander";
import { invocationOf } from "./invocation.ts";

/** Gives a command's help texts in the language of the run: `const t = translate(program)`, then `t("中文", "English")`. */
export function translate(program: Command): (zh: string, en: string) => string {
  const { language } = invocationOf(program);
  return (zh, en) => ({ "zh-CN": zh, en })[language];
}
