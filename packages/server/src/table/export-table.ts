import { type RuleTable, writeDmn } from "@muster/engine";
import { writeFile } from "node:fs/promises";
import type { Act, Context } from "../cli/context.ts";
import { readName } from "../cli/definition-name.ts";
import { exitCodes } from "../cli/exit-code.ts";
import { failure, wrongUsage } from "../cli/failure.ts";
import { label } from "../cli/label.ts";
import { writeNewFile } from "../cli/new-file.ts";
import { printFindings } from "../cli/print-findings.ts";
import { isDmn } from "./drafts-in.ts";
import { writeXlsx } from "./write-xlsx.ts";

/** `muster table export TABLE FILE`: a published table for a DMN editor or a spreadsheet. */
export const exportTable: Act<Context> = async (context, command) => {
  const [name = "", file = ""] = command.args;
  const dmn = isDmn(file);
  const { table, version } = await tableNamed(context, name);
  const written = dmn ? writeDmn(table) : await writeXlsx(table);
  const definition = `table/${table.id}`;
  const findings = "findings" in written ? written.findings.map((finding) => ({ definition, finding })) : [];
  printFindings(context, findings);
  if (!written.ok)
    throw failure(exitCodes.refused, "findings", label("有错误，什么也没有写入。", "There are errors; nothing was written."), { findings });
  await writeNewFile(file, (partial) => writeFile(partial, "text" in written ? written.text : written.bytes));
  context.emit({ ok: true, definition, version, file, findings });
  context.print(
    label(
      `${definition}@${version} 已写入 ${file}；改后用 muster table import 导入。`,
      `${definition}@${version} is in ${file}; bring it back with muster table import.`,
    ),
  );
  return exitCodes.done;
};

/** The table that is named `routing`, `table/routing` or `table/routing@2`. */
async function tableNamed({ engine, tenant }: Context, text: string): Promise<{ readonly table: RuleTable; readonly version: number }> {
  const name = readName(text) ?? readName(`table/${text}`);
  if (name?.kind !== "table" || name.to !== undefined)
    throw wrongUsage(
      label(`${text} 不是规则表；请写作 routing 或 table/routing@1。`, `${text} is no rule table; write routing, or table/routing@1.`),
    );
  const { id, from } = name;
  const versions = await engine.versions(tenant.id, { kind: "table", id });
  const found = from === undefined ? versions.at(-1) : versions.find(({ version }) => version === from);
  if (found) return { table: found.document as unknown as RuleTable, version: found.version };
  const known = new Set((await engine.versions(tenant.id)).flatMap((each) => (each.kind === "table" ? [each.id] : [])));
  throw failure(
    exitCodes.refused,
    "unknown-version",
    label(
      `没有已发布的规则表 ${text}；有：${[...known].join("、")}。`,
      `There is no published table ${text}; there are ${[...known].join(", ")}.`,
    ),
  );
}
