import type { Pool } from "pg";
import { EngineError } from "../../model/engine-error.ts";

/** An acknowledged command must survive a power cut, and every text must fit: both asserted, neither set behind the operator's back. */
export async function assertSettings(pool: Pool, at: string): Promise<void> {
  const { rows } = await pool.query<{ readonly commit: string; readonly encoding: string }>(
    "SELECT current_setting('synchronous_commit') AS commit, current_setting('server_encoding') AS encoding",
  );
  const [{ commit, encoding } = { commit: "", encoding: "" }] = rows;
  // remote_apply waits for more than on; everything else may lose what was acknowledged.
  if (commit !== "on" && commit !== "remote_apply") {
    throw new EngineError(
      "store-failed",
      `${at}：synchronous_commit 为 ${commit}，已确认的命令可能丢失；请为该用户或数据库设为 on。`,
      `${at}: synchronous_commit is ${commit}, so that acknowledged commands could be lost; set it to on for this user or database.`,
    );
  }
  if (encoding !== "UTF8") {
    throw new EngineError(
      "store-failed",
      `${at}：数据库的编码是 ${encoding}；请用 ENCODING 'UTF8' 创建它。`,
      `${at}: the database's encoding is ${encoding}; create it with ENCODING 'UTF8'.`,
    );
  }
}
