import type { Label } from "@muster/engine";
import { accessSync, constants, statSync, type Stats } from "node:fs";
import { join } from "node:path";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";
import type { Access } from "./open-engine.ts";
import { systemReason } from "./system-reason.ts";

/**
 * Whether there is a file at the path of a database. A path at which none can be, or that may not be used so, is a failure that says
 * why: the driver would say it in numbers.
 */
export function databaseAt(db: string, access?: Access): boolean {
  const found = statOf(db);
  if (!found) return false;
  if (found.isDirectory()) {
    const inside = join(db, "muster.db");
    throw unusable(
      label(
        `${db} 是文件夹，不是数据库文件；请指明其中的文件，如 --db ${inside}。`,
        `${db} is a folder, not a database file; name a file in it, such as --db ${inside}.`,
      ),
    );
  }
  if (access) requireAccess(db, access);
  return true;
}

function statOf(db: string): Stats | undefined {
  try {
    return statSync(db, { throwIfNoEntry: false });
  } catch (cause) {
    const why = systemReason(cause);
    throw unusable(
      label(
        `数据库的路径 ${db} 不能用：${why["zh-CN"]}；请用 --db 指定文件夹中的文件。`,
        `The path of the database ${db} cannot be used: ${why.en}; name a file in a folder with --db.`,
      ),
    );
  }
}

function requireAccess(db: string, access: Access): void {
  try {
    accessSync(db, access === "read" ? constants.R_OK : constants.R_OK | constants.W_OK);
  } catch (cause) {
    const why = systemReason(cause);
    const [zh, en] = access === "read" ? ["读取", "read"] : ["读写", "read and written"];
    throw unusable(
      label(
        `数据库文件 ${db} 不能${zh}：${why["zh-CN"]}；请以它的所有者运行，或改其权限。`,
        `The database file ${db} cannot be ${en}: ${why.en}; run this as its owner, or change its permissions.`,
      ),
    );
  }
}

function unusable(detail: Label): Error {
  return failure(exitCodes.failed, "system", detail);
}
