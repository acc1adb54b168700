import type { TableInput, TableOutput } from "../../table.ts";

/** What DMN calls the type of a column; the kinds of codes, free text and lists of units are Muster's own. */
export const dmnTypes: Readonly<Record<TableInput["type"] | TableOutput["type"], string>> = {
  string: "string",
  text: "string",
  category: "string",
  unit: "string",
  standard: "string",
  number: "number",
  boolean: "boolean",
  date: "date",
  units: "tTexts",
};

/** The type of a list of texts, which a model defines for itself. */
export const listOfTexts = "tTexts";
