import { EngineError, type EngineErrorCode } from "../../model/engine-error.ts";

/** PostgreSQL's and the network's codes, by what the operator can do about them. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const codes: Readonly<Record<string, { readonly code: EngineErrorCode; readonly zh: string; readonly en: string }>> = {
  ECONNREFUSED: {
    code: "store-failed",
    zh: "那里没有服务在监听；请启动 PostgreSQL，或改正主机和端口",
    en: "nothing listens there; start PostgreSQL, or correct host and port",
  },
  ENOTFOUND: { code: "store-failed", zh: "没有这台主机；请改正地址", en: "there is no such host; correct the address" },
  ECONNRESET: {
    code: "store-failed",
    zh: "连接中断；请用同一个幂等键重试",
    en: "the connection broke; try again, with the same idempotency key",
  },
  ETIMEDOUT: {
    code: "store-failed",
    zh: "服务器没有应答；请检查网络和地址",
    en: "the server does not answer; check the network and the address",
  },
  "28": { code: "store-failed", zh: "服务器拒绝此用户；请检查用户名和密码", en: "the server refuses this user; check user and password" },
  "3D000": { code: "store-failed", zh: "没有这个数据库；请用 createdb 创建", en: "there is no such database; create it with createdb" },
  "42501": {
    code: "store-failed",
    zh: "此用户权限不足；它须拥有所用的 schema",
    en: "this user lacks a right; it must own the schema it works in",
  },
  "25006": { code: "store-failed", zh: "此服务器只读；请用主库的地址", en: "this server only reads; use the address of the primary" },
  "25P03": {
    code: "store-failed",
    zh: "本进程在事务中停顿过久，事务已撤销；请重试",
    en: "this process stood still in a transaction, which was undone; try again",
  },
  "57P": {
    code: "store-failed",
    zh: "服务器正在停止或启动；请用同一个幂等键重试",
    en: "the server is stopping or starting; try again, with the same idempotency key",
  },
  "53100": {
    code: "store-full",
    zh: "服务器磁盘已满；请腾出空间后重试；没有只写一半的内容",
    en: "the server's disk is full; make room and try again; nothing was half-written",
  },
  "53300": {
    code: "store-busy",
    zh: "服务器没有空闲连接；请调高 max_connections，或减少本存储的连接数",
    en: "the server has no connection left; raise max_connections or lower the store's connections",
  },
  "40": { code: "store-busy", zh: "其他进程不断修改相同的行；请重试", en: "others kept changing the same rows; try again" },
  "55P03": { code: "store-busy", zh: "其他进程占用着相同的行；请重试", en: "others held the same rows; try again" },
  XX001: {
    code: "store-damaged",
    zh: "服务器的文件已损坏；请恢复最近的备份",
    en: "the server's files are damaged; restore the last backup",
  },
  XX002: {
    code: "store-damaged",
    zh: "索引已损坏；请 REINDEX，或恢复最近的备份",
    en: "an index is damaged; REINDEX it, or restore the last backup",
  },
};

/** Whatever the driver threw, as an error that says what to do; a mistake of our own, or of a decision, passes through. */
export function storeError(thrown: unknown, at: string): unknown {
  const cause = driverError(thrown);
  if (!cause) return thrown;
  const name = codeOf(cause);
  const known = Object.entries(codes).find(([code]) => name.startsWith(code))?.[1] ?? (name === "" ? unnamedCode(cause) : undefined);
  const said = [name, cause.message].filter((part) => part !== "").join(": ");
  if (known) return new EngineError(known.code, `${at}：${known.zh}（${said}）`, `${at}: ${known.en} (${said})`, { cause });
  return new EngineError(
    "store-failed",
    `${at}：PostgreSQL 或通往它的网络出错；没有只写一半的内容（${said}）`,
    `${at}: PostgreSQL, or the way to it, failed; nothing was half-written (${said})`,
    { cause },
  );
}

/** The unique constraints that a second writer runs into, and a second look resolves. */
const contested = new Set(["journal_seq", "answer_tenant_caller_key_pk", "ticket_source_key", "ticket_number"]);

/** Whether deciding anew can help. */
export function isConflict(thrown: unknown): boolean {
  const cause = driverError(thrown);
  if (!cause) return false;
  const name = codeOf(cause);
  return name === "40001" || name === "40P01" || (name === "23505" && "constraint" in cause && contested.has(String(cause.constraint)));
}

/** The same conflict, found by ourselves. */
export function conflict(message: string): Error {
  return Object.assign(new Error(message), { severity: "ERROR", code: "40001" });
}

/** What pg or the network threw: drizzle wraps it in an error that repeats the parameters, which no log should hold. */
function driverError(thrown: unknown): Error | undefined {
  if (!(thrown instanceof Error) || thrown instanceof EngineError) return undefined;
  if (thrown.message.startsWith("Failed query:")) return driverError(thrown.cause) ?? thrown;
  const fromDriver = "severity" in thrown || "syscall" in thrown || thrown instanceof AggregateError || unnamed.test(thrown.message);
  return fromDriver ? thrown : undefined;
}

/** pg gives these no code. */
const unnamed = /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered))/;

function unnamedCode({ message }: Error) {
  if (!message.startsWith("timeout exceeded")) return codes["ECONNRESET"];
  return {
    code: "store-busy",
    zh: "没有及时等到空闲连接；请减少同时发送的数量，或给存储更多连接",
    en: "no connection came free in time; send less at once, or allow the store more connections",
  } as const;
}

function codeOf(cause: Error): string {
  return "code" in cause ? String(cause.code) : "";
}
