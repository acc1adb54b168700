import * as z from "zod";
import { rule } from "../model/issue-label.ts";
import { ownName } from "../model/schema.ts";

/** A name that a record is read by, such as a form field's or a counter's. */
export const plainNameSchema = named(
  /^[a-z][A-Za-z0-9-]{0,63}$/,
  "名称须以小写字母开头，只用字母、数字和连字符，至多 64 个字符",
  "a name begins with a small letter and has at most 64 letters, digits and hyphens",
);

/** A name that becomes part of XState's own ids, where a dot separates. */
export const kebabNameSchema = named(
  /^[a-z][a-z0-9-]{0,63}$/,
  "名称只用小写字母、数字和连字符（kebab-case）",
  "a name in kebab-case: small letters, digits and hyphens",
);

function named(pattern: RegExp, zh: string, en: string): z.ZodString {
  return ownName(z.string().refine((name) => pattern.test(name), rule(zh, en)));
}
