import type { Command } from "commander";
import { repeatable } from "./repeatable.ts";
import { translate } from "./translate.ts";

/** What the options of {@link addFormOptions} were given. */
export interface FormOptions {
  readonly field?: readonly string[];
  readonly form?: string;
  readonly attach?: readonly string[];
  readonly at?: string;
  readonly key?: string;
  readonly dryRun?: true;
}

/** Adds the options that reports and commands share. */
export function addFormOptions(command: Command): Command {
  const t = translate(command);
  return command
    .option("--field <name=value>", t("填写一个表单字段（可重复）", "fill in a field of the form (repeatable)"), repeatable)
    .option("--form <json>", t("整个表单：JSON、@文件，或 - 表示标准输入", "the whole form: JSON, @FILE, or - for standard input"))
    .option(
      "--attach <file>",
      t(
        "附上一个文件（可重复）；只记录名称、类型、大小和 SHA-256",
        "attach a file (repeatable); its name, type, size and SHA-256 are recorded",
      ),
      repeatable,
    )
    .option(
      "--at <instant>",
      t("发生时刻，带时区偏移的 ISO 8601；需要补记权限", "when it happened, ISO 8601 with an offset; needs the right to backdate"),
    )
    .option("--key <key>", t("幂等键：同一个键的命令只执行一次", "idempotency key: the command of a key is done once"))
    .option("--dry-run", t("只判断，不写入", "decide and write nothing"));
}
