import type { Label } from "@muster/engine";
import { label } from "./label.ts";

/** Why the operating system refused something, with its own code (errno) behind. */
export function systemReason(cause: unknown): Label {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const known = reasons[code];
  const own = cause instanceof Error ? cause.message : String(cause);
  return known ? label(`${known["zh-CN"]}（${code}）`, `${known.en} (${code})`) : label(own, own);
}

const reasons: Readonly<Record<string, Label>> = {
  ENOENT: label("没有这个文件或文件夹", "there is no such file or folder"),
  ENOTDIR: label("路径中有一段不是文件夹", "a part of the path is no folder"),
  EISDIR: label("这是文件夹，不是文件", "this is a folder, not a file"),
  EEXIST: label("已存在", "it exists already"),
  EACCES: label("没有权限", "permission is denied"),
  EPERM: label("不允许这样做", "this is not permitted"),
  EROFS: label("磁盘只读", "the disk is read-only"),
  ENOSPC: label("磁盘已满", "the disk is full"),
  EDQUOT: label("配额已满", "the quota is used up"),
  EIO: label("磁盘报错", "the disk answered with an error"),
  EBUSY: label("正被占用", "it is in use"),
  EMFILE: label("打开的文件过多", "too many files are open"),
  ENAMETOOLONG: label("名称过长", "the name is too long"),
  ELOOP: label("符号链接循环", "the links lead in a circle"),
};
