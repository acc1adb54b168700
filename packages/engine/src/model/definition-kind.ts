/** The kinds of definitions, in the order in which they build on each other. */
export const definitionKinds = [
  "organisation",
  "duty",
  "grids",
  "holidays",
  "calendar",
  "categories",
  "standards",
  "table",
  "process",
  "source",
  "ladder",
  "cases",
  "evaluation",
] as const;

export type DefinitionKind = (typeof definitionKinds)[number];
