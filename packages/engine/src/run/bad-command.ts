import type * as z from "zod";
import { issueLabel } from "../model/issue-label.ts";
import { refuse, type Refused } from "../model/refusal.ts";

/** What does not fit in a command that came from outside: the first thing, with its place. */
export function badCommand({ issues: [issue] }: Pick<z.core.$ZodError, "issues">): Refused {
  const place = (issue?.path ?? []).map((key) => `/${String(key)}`).join("");
  const said = issue && issueLabel(issue);
  return refuse(
    "bad-input",
    `命令在 ${place || "/"} 处不合要求：${said?.["zh-CN"] ?? ""}；请改正后重发。`,
    `The command does not fit at ${place || "/"}: ${said?.en ?? ""}; correct it and send it again.`,
    place,
  );
}

/** For a command that throws where it is read. */
export function unreadableCommand(): Refused {
  return refuse(
    "bad-input",
    "命令读取时出错（getter 或 Proxy）；请改为纯 JSON 数据后重发。",
    "The command is no plain JSON data: reading it fails, as with a getter or a proxy; correct it and send it again.",
  );
}
