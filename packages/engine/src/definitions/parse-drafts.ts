import type { DefinitionKind } from "../model/definition-kind.ts";
import { errorAt, type Finding } from "../model/finding.ts";
import { parseDefinition, type Definition } from "./definition.ts";
import type { Located } from "./located.ts";

export interface ParsedDrafts {
  readonly definitions: readonly Definition[];
  readonly findings: readonly Located[];
}

/** The most drafts at once. */
const mostDrafts = 1000;

/** Parses what somebody sent as drafts. Never throws: what cannot be read is a finding. */
export function parseDrafts(drafts: unknown): ParsedDrafts {
  const list = read(() => listed(drafts));
  if (!list) return { definitions: [], findings: [notDrafts()] };
  const parsed = list.map(parseDraft);
  const definitions = parsed.flatMap((each) => ("definition" in each ? [each.definition] : []));
  return { definitions, findings: [...parsed.flatMap((each) => ("findings" in each ? each.findings : [])), ...twice(definitions)] };
}

/** Two drafts of one definition would both be its next version. */
function twice(definitions: readonly Definition[]): readonly Located[] {
  return definitions.flatMap(({ kind, id }, at) => {
    const first = definitions.findIndex((each) => each.kind === kind && each.id === id);
    if (first === at) return [];
    const finding = errorAt(
      "/id",
      "defined-twice",
      `${kind}/${id} 同时有两份草案；请只留一份，或换一个编号。`,
      `There are two drafts of ${kind}/${id}; leave one of them, or give it another id.`,
    );
    return [{ kind, id, finding }];
  });
}

/** By index, since even the iterator of what passes for a list may be somebody else's. */
function listed(drafts: unknown): readonly unknown[] | undefined {
  if (!Array.isArray(drafts)) return undefined;
  const { length } = drafts;
  return length <= mostDrafts ? Array.from({ length }, (_, at): unknown => drafts[at]) : undefined;
}

function parseDraft(draft: unknown, at: number): { readonly definition: Definition } | { readonly findings: readonly Located[] } {
  const about = { kind: "unknown", id: `#${at + 1}` } as const;
  const parts = read(() => partsOf(draft));
  if (!parts) return { findings: [{ ...about, finding: noDraft(at) }] };
  const parsed = parseDefinition(parts.kind as DefinitionKind, parts.document);
  if (parsed.ok) return { definition: parsed.definition };
  const named = parsed.id === undefined ? about : { kind: parts.kind as DefinitionKind, id: parsed.id };
  return { findings: parsed.findings.map((finding) => ({ ...named, finding })) };
}

function partsOf(draft: unknown): { readonly kind: unknown; readonly document: unknown } | undefined {
  if (typeof draft !== "object" || draft === null) return undefined;
  const { kind, document } = draft as { readonly kind?: unknown; readonly document?: unknown };
  return { kind, document };
}

/** Reading what a getter or a proxy answers may throw anything. */
function read<Value>(answer: () => Value): Value | undefined {
  try {
    return answer();
  } catch {
    return undefined;
  }
}

function notDrafts(): Located {
  const finding = errorAt(
    "",
    "misshapen",
    `草案须是一个列表，至多 ${mostDrafts} 份；请按 [{ kind, document }] 提交。`,
    `The drafts must be a list of at most ${mostDrafts}; send them as [{ kind, document }].`,
  );
  return { kind: "unknown", id: "", finding };
}

function noDraft(at: number): Finding {
  return errorAt(
    "",
    "misshapen",
    `第 ${at + 1} 份草案读不出 kind 和 document；请按 { kind, document } 提交。`,
    `Draft ${at + 1} has no kind and document that could be read; send it as { kind, document }.`,
  );
}
