import type { Label } from "@muster/engine";
import type { CommanderError } from "commander";
import { label } from "./label.ts";

/** What commander found wrong with the command line, for people. Its own words are English and say what they are about in quotes. */
export function usageTrouble({ code, message }: CommanderError): Label {
  if (code === "commander.help") return label("请写明命令；加上 --help 可列出命令。", "Name a command; --help lists them.");
  const about = /'([^']*)'/.exec(message)?.[1] ?? "";
  const [said = "", hint] = message.replace(/^error: |\.$/g, "").split("\n");
  const suggestion = /Did you mean (?:one of )?(.*)\?\)$/.exec(hint ?? "")?.[1];
  const chinese = inChinese[code]?.(about) ?? said;
  return label(
    `${chinese}${suggestion === undefined ? "" : `（是不是 ${suggestion}？）`}；用法见 --help。`,
    `${said}${hint === undefined ? "" : ` ${hint}`}; see --help.`,
  );
}

const inChinese: Readonly<Record<string, (about: string) => string>> = {
  "commander.unknownOption": (about) => `没有选项 ${about}`,
  "commander.unknownCommand": (about) => `没有命令 ${about}`,
  "commander.missingArgument": (about) => `缺少参数 ${about}`,
  "commander.optionMissingArgument": (about) => `选项 ${about} 缺少值`,
  "commander.missingMandatoryOptionValue": (about) => `须写明选项 ${about}`,
  "commander.excessArguments": (about) => `${about} 的参数过多`,
  "commander.conflictingOption": () => "选项互相冲突",
};
