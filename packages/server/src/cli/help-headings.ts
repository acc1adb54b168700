import type { Label } from "@muster/engine";
import { label } from "./label.ts";

/** The headings that commander writes, in both languages. */
export const headings: Readonly<Record<string, Label>> = {
  "Usage:": label("用法：", "Usage:"),
  "Arguments:": label("参数：", "Arguments:"),
  "Options:": label("选项：", "Options:"),
  "Global Options:": label("通用选项：", "Global options:"),
  "Commands:": label("命令：", "Commands:"),
};
