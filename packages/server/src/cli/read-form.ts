import type { Form, FormValue } from "@muster/engine";
import { buffer } from "node:stream/consumers";
import { wrongUsage } from "./failure.ts";
import { fieldValue, type FormSpec } from "./field-value.ts";
import type { Invocation } from "./invocation.ts";
import { scanJson } from "./json/scan-json.ts";
import { label } from "./label.ts";
import { readText, textIn } from "./read-text.ts";

/** What the options `--form` and `--field` fill in together; a field overrides the form. */
export async function readForm(
  io: Invocation["io"],
  spec: FormSpec,
  { form, field = [] }: { readonly form?: string | undefined; readonly field?: readonly string[] | undefined },
): Promise<Form> {
  const filled: Record<string, FormValue> = form === undefined ? {} : { ...(await readObject(io, form)) };
  for (const pair of field) {
    const at = pair.indexOf("=");
    if (at < 1) throw wrongUsage(label(`--field 须写作 名称=值，而不是 ${pair}。`, `--field takes NAME=VALUE, not ${pair}.`));
    const name = pair.slice(0, at);
    filled[name] = await fieldValue(name, Object.hasOwn(spec, name) ? spec[name] : undefined, pair.slice(at + 1));
  }
  return filled;
}

async function readObject(io: Invocation["io"], form: string): Promise<Form> {
  const source = await sourceOf(io, form);
  const scanned = scanJson(source);
  if (!scanned.ok) {
    const { line, column } = scanned;
    throw wrongUsage(
      label(
        `--form 不是 JSON：第 ${line} 行第 ${column} 列 ${scanned.message["zh-CN"]}`,
        `--form is not JSON: line ${line}, column ${column}: ${scanned.message.en}`,
      ),
    );
  }
  const value = scanned.value;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Form;
  throw wrongUsage(label('--form 须为 JSON 对象，如 {"description": "…"}。', '--form takes a JSON object such as {"description": "…"}.'));
}

async function sourceOf(io: Invocation["io"], form: string): Promise<string> {
  if (form === "-") return textIn(await buffer(io.stdin ?? process.stdin), label("标准输入", "Standard input"));
  return form.startsWith("@") ? readText(form.slice(1)) : form;
}
