// What a source sends, and how it is read: shared by imports of files and by the intake of live records
export { cellText, uncalculated, type Cell } from "./cell.ts";
export { compileField } from "./convert/convert-field.ts";
export { fillText, type Values } from "./convert/fill.ts";
export { holds, readsState, type ConditionFacts } from "./convert/holds.ts";
export { fieldReader, type ReadRow } from "./convert/read-fields.ts";
export { finding, type Checked } from "./finding.ts";
export { cellName } from "./mapping/cell-name.ts";
export { checkFields } from "./mapping/check-mapping.ts";
export type { Condition } from "./mapping/condition-schema.ts";
export type { CategoriesSpec, StandardsSpec } from "./mapping/definitions-schema.ts";
export { labelSchema } from "./mapping/field-schema.ts";
export { fileSchema, type FileSpec } from "./mapping/file-schema.ts";
export {
  commonShape,
  fileFindings,
  mappingSchema,
  parseMapping,
  shapeFindings,
  type DefinitionsMapping,
  type Mapping,
  type ReportsMapping,
} from "./mapping/mapping.ts";
export type { StepSpec } from "./mapping/reports-schema.ts";
export { formOf, noTime, planReport, timeOf, tooEarly } from "./plan-report.ts";
export { flagged, isRejection, rejected, type Reason } from "./reason.ts";
export { mappingOf } from "./source.ts";
