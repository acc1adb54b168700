import * as z from "zod";
import { codeSchema, labelSchema } from "../model/schema.ts";
import { commonShape, type ReportsMapping } from "./mapping/mapping.ts";
import { reportsShape } from "./mapping/reports-schema.ts";

/**
 * A source (来源): what its records are called and how their fields become a report. The same mapping serves the files that the source
 * hands over and the records it sends, one at a time.
 */
export const sourceSchema = z.strictObject({
  /** The code of the source, as it stands on tickets. */
  id: codeSchema,
  label: labelSchema,
  ...commonShape,
  ...reportsShape,
});

export type SourceDocument = z.infer<typeof sourceSchema>;

/** The mapping of a source, as an import takes it. */
export function mappingOf({ id, ...mapping }: SourceDocument): ReportsMapping {
  return { target: "reports", source: id, ...mapping };
}
