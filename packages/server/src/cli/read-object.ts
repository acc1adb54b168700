import { wrongUsage } from "./failure.ts";
import { scanJson } from "./json/scan-json.ts";
import { label } from "./label.ts";
import { readText } from "./read-text.ts";

/** The JSON object in a file that the command line names; with `list`, a list there becomes the member of that name. */
export async function readObject(file: string, list?: string): Promise<Readonly<Record<string, unknown>>> {
  const scanned = scanJson(await readText(file));
  if (!scanned.ok) {
    const { line, column, message } = scanned;
    throw wrongUsage(
      label(`${file}:${line}:${column} 不是 JSON：${message["zh-CN"]}`, `${file}:${line}:${column} is not JSON: ${message.en}`),
    );
  }
  const { value } = scanned;
  if (list !== undefined) {
    const isList = Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null);
    if (isList) return { [list]: value };
    throw wrongUsage(label(`${file} 须是一个 JSON 列表，每项一个对象。`, `${file} must hold a JSON list of objects.`));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw wrongUsage(label(`${file} 须是一个 JSON 对象。`, `${file} must hold a JSON object.`));
}
