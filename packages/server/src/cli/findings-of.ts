import type { Engine, Label } from "@muster/engine";
import { checkDefinitions, type FiledFinding } from "./check-definitions.ts";
import { chooseTenant } from "./choose-tenant.ts";
import { databaseAt } from "./database-at.ts";
import type { GlobalOptions } from "./global-options.ts";
import { label } from "./label.ts";
import { openEngine } from "./open-engine.ts";
import type { DefinitionFile } from "./read-definition.ts";
import { nothingPublished } from "./published-documents.ts";
import { shippedDrafts } from "./shipped-drafts.ts";
import { withScratchEngine } from "./scratch-engine.ts";

/**
 * What the engine's check, or its lint, says of files: together with what is published where the database exists, else among themselves.
 * Without files it is about what is published.
 */
export async function findingsOf(
  options: GlobalOptions,
  files: readonly DefinitionFile[],
  by: (engine: Engine) => Engine["check"],
): Promise<{ readonly findings: readonly FiledFinding[]; readonly among: Label }> {
  if (files.length === 0 || databaseAt(options.db, "read")) {
    const { engine } = await openEngine(options, "read");
    try {
      const { id } = await chooseTenant(engine, options.tenant);
      const among = label(`与 ${options.db} 中 ${id} 已发布的定义一起检查`, `checked with what ${id} in ${options.db} has published`);
      return { findings: await checkDefinitions(by(engine), id, files), among };
    } finally {
      await engine.close();
    }
  }
  const scratch = { id: "scratch", zone: "UTC", numberPrefix: "" };
  // A folder that is a town of its own is checked as it will be set up.
  const isTown = files.some((file) => file.ok && file.draft.kind === "organisation");
  const shipped = isTown ? shippedDrafts({ note: () => {} }, files, nothingPublished) : [];
  const findings = await withScratchEngine(scratch, (engine) => checkDefinitions(by(engine), scratch.id, files, shipped));
  const among = options.dbNamed
    ? label(`还没有数据库 ${options.db}，只在这些文件之间检查`, `there is no database ${options.db} yet: checked among themselves`)
    : label("只在这些文件之间检查", "checked among themselves");
  return { findings, among };
}
