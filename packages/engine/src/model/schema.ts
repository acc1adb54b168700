import * as z from "zod";
import { languages, type Label } from "./label.ts";
import { isStorable } from "./canonical.ts";
import { rule } from "./issue-label.ts";

/** Whether every object answers to the name anyway: what looks it up would find what nobody wrote. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** A name that a record can be asked for. */
export function ownName(schema: z.ZodString): z.ZodString {
  return schema.refine(
    (name) => !isInherited(name),
    rule("任何对象都自带这个名称（如 constructor），请换一个", "every object has a member of this name, such as constructor; take another"),
  );
}

/** A short stable name: what people type and rules refer to. */
export const codeSchema = ownName(
  z
    .string()
    .min(1)
    .max(64)
    .refine(
      (code) => /^[\p{L}\p{N}][\p{L}\p{N}._:/-]*$/u.test(code),
      rule("编码须以字母或数字开头，不含空格", "a code starts with a letter or digit and has no spaces"),
    ),
);

/** Spaces of any kind are no text. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

const wording = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => visible.test(text), rule("只有空白，请写上文字", "it is blank; write some words"));

/** A text for people; every language must be there, and say something. */
export const labelSchema: z.ZodType<Label> = z.strictObject(
  Object.fromEntries(languages.map((language) => [language, wording])) as Record<keyof Label, z.ZodString>,
);

/** Text that can be stored and hashed as it is. */
export const storableSchema = z
  .string()
  .refine(isStorable, rule("不能含有 NUL 字符或半个代理对，它们无法保存", "a NUL character or half a surrogate pair cannot be stored"));
