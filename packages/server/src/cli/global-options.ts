import { Option, type Command } from "commander";
import { wrongUsage } from "./failure.ts";
import { invocationOf, type Invocation } from "./invocation.ts";
import { label } from "./label.ts";
import { knownLanguage } from "./language.ts";
import { translate } from "./translate.ts";

/** The options every command takes, and the run they came in. */
export interface GlobalOptions {
  readonly db: string;
  /** Whether `db` was named by the user, not the default. */
  readonly dbNamed: boolean;
  readonly tenant: string | undefined;
  readonly as: string | undefined;
  readonly json: boolean;
  /** Milliseconds to wait for a file that another process holds. */
  readonly wait: number;
  readonly invocation: Invocation;
}

/** Adds the global options to the program; every command takes them, before or after its name. */
export function addGlobalOptions(program: Command): void {
  const t = translate(program);
  program
    .option("--db <file>", t("数据库文件（默认 $MUSTER_DB，否则 muster.db）", "the database file (default: $MUSTER_DB, else muster.db)"))
    .option("--tenant <id>", t("租户（默认文件中唯一的租户）", "the tenant (default: the only one of the file)"))
    .option("--as <person>", t("以谁的身份操作；上报人写作 reporter:编号", "who acts; a reporter is written reporter:ID"))
    .option(
      "--json",
      t(
        "标准输出为 JSON，供程序读取：一个文档；list、inbox、work、export、diff 每行一个",
        "JSON on standard output, for programs: one document; from list, inbox, work, export and diff one a line",
      ),
    )
    .option("--wait <seconds>", t("文件被占用时等待的秒数（默认 2）", "how long to wait while another process holds the file (default: 2)"))
    .addOption(
      new Option("--lang <language>", t("语言：zh-CN 或 en（默认取自 $LC_ALL、$LANG）", "zh-CN or en (default: from $LC_ALL, $LANG)")),
    );
}

/** The global options of a command as it was called. */
export function globalOptions(command: Command): GlobalOptions {
  const invocation = invocationOf(command);
  const { db, tenant, as, json, wait, lang } = command.optsWithGlobals<Readonly<Record<string, string | undefined>>>();
  if (lang !== undefined && !knownLanguage(lang)) {
    throw wrongUsage(label(`没有语言 ${lang}；可用 zh-CN 或 en。`, `There is no language ${lang}; use zh-CN or en.`));
  }
  const named = db ?? (invocation.io.env["MUSTER_DB"] || undefined);
  return {
    db: named ?? "muster.db",
    dbNamed: named !== undefined,
    tenant,
    as,
    json: json !== undefined,
    wait: waitOf(wait),
    invocation,
  };
}

function waitOf(wait: string | undefined): number {
  if (wait === undefined) return 2000;
  const seconds = Number(wait);
  if (wait.trim() !== "" && seconds >= 0 && seconds <= 3600) return seconds * 1000;
  throw wrongUsage(label(`--wait 须为 0 到 3600 的秒数，而不是 ${wait}。`, `--wait takes seconds from 0 to 3600, not ${wait}.`));
}
