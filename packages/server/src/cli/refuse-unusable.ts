import { checkDefinitions } from "./check-definitions.ts";
import type { Context } from "./context.ts";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import { label } from "./label.ts";
import { printFindings } from "./print-findings.ts";
import type { DefinitionFile } from "./read-definition.ts";

/** Tells what the check has to say of drafts. Ends the command where no world can be made of them; a saved case that they fail does not. */
export async function refuseUnusable(context: Context, files: readonly DefinitionFile[]): Promise<void> {
  if (files.length === 0) return;
  const findings = await checkDefinitions(context.engine.check, context.tenant.id, files);
  printFindings(context, findings);
  const against = findings.filter(({ finding, definition }) => finding.severity === "error" && definition?.startsWith("cases/") !== true);
  if (against.length > 0)
    throw failure(exitCodes.refused, "findings", label("草案有错误，无法试走。", "The drafts have errors, so that nothing can be tried."), {
      findings,
    });
}
