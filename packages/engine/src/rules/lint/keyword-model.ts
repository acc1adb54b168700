import { type Formula, holds, keywordsOf } from "../cells/formula.ts";
import { type Budget, spend } from "./budget.ts";

/** What a row asks of one text column. */
export interface TextClause {
  readonly column: number;
  readonly formula: Formula;
}

/** What each text column contains. */
export type Contained = readonly ReadonlySet<string>[];

/**
 * Texts that satisfy every clause of `must` and, of each row of `never`, fail at least one; undefined where there are none, or the budget
 * ended. A text that contains a keyword contains what stands within it too. Complete: where a constraint fails, any larger solution
 * contains one more of its own keywords.
 */
export function findTexts(
  columns: number,
  must: readonly TextClause[],
  never: readonly (readonly TextClause[])[],
  keywords: readonly (readonly string[])[],
  budget: Budget,
): Contained | undefined {
  const wanted: readonly Constraint[] = [
    ...must.map((clause) => ({ clauses: [clause], all: true })),
    ...never.map((clauses) => ({ clauses, all: false })),
  ];
  const seen = new Set<string>();

  function extend(texts: Contained): Contained | undefined {
    if (!spend(budget)) return undefined;
    const failing = wanted.find((constraint) => !isMet(constraint, texts));
    if (!failing) return texts;
    for (const { column, formula } of failing.clauses) {
      for (const keyword of keywordsOf(formula)) {
        if (texts[column]?.has(keyword)) continue;
        const larger = texts.map((text, i) => (i === column ? withKeyword(text, keyword, keywords[i] ?? []) : text));
        const key = larger.map((text) => [...text].toSorted().join("\n")).join("\n\n");
        if (seen.has(key)) continue;
        seen.add(key);
        const found = extend(larger);
        if (found) return found;
      }
    }
    return undefined;
  }

  return extend(Array.from({ length: columns }, () => new Set<string>()));
}

/** All clauses hold, or not all of them do. */
interface Constraint {
  readonly clauses: readonly TextClause[];
  readonly all: boolean;
}

function isMet({ clauses, all }: Constraint, texts: Contained): boolean {
  return clauses.every(({ column, formula }) => holds(formula, (keyword) => texts[column]?.has(keyword) ?? false)) === all;
}

function withKeyword(text: ReadonlySet<string>, keyword: string, keywords: readonly string[]): ReadonlySet<string> {
  return new Set([...text, ...keywords.filter((each) => keyword.includes(each))]);
}

/** A text that contains these keywords and no other of the column. */
export function textWith(contained: ReadonlySet<string>, keywords: readonly string[]): string {
  const longest = [...contained].filter((keyword) => ![...contained].some((other) => other !== keyword && other.includes(keyword)));
  const separator = ["，", " ", "/", "|", "·", "\u2063"].find((each) => !keywords.some((keyword) => keyword.includes(each))) ?? "\u2063";
  return longest.join(separator);
}
