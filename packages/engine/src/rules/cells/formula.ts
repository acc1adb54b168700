/** A formula over keywords that a free text contains. */
export type Formula =
  | { readonly type: "contains"; readonly keyword: string }
  | { readonly type: "and" | "or"; readonly parts: readonly Formula[] }
  | { readonly type: "not"; readonly part: Formula };

/** Whether the formula holds where `found` tells which keywords the text contains. */
export function holds(formula: Formula, found: (keyword: string) => boolean): boolean {
  if (formula.type === "contains") return found(formula.keyword);
  if (formula.type === "not") return !holds(formula.part, found);
  const part = (each: Formula): boolean => holds(each, found);
  return formula.type === "and" ? formula.parts.every(part) : formula.parts.some(part);
}

/** The keywords of a formula, each once. */
export function keywordsOf(formula: Formula): ReadonlySet<string> {
  if (formula.type === "contains") return new Set([formula.keyword]);
  return formula.type === "not" ? keywordsOf(formula.part) : new Set(formula.parts.flatMap((part) => [...keywordsOf(part)]));
}
