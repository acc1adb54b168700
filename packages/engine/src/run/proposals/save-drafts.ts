import { parseDefinition } from "../../definitions/definition.ts";
import { plainCopy } from "../../definitions/plain-copy.ts";
import type { Finding } from "../../model/finding.ts";
import type { Json } from "../../model/json.ts";
import type { DraftToSave, ProposedDraft } from "../../model/proposal.ts";
import { refuse, type Refused } from "../../model/refusal.ts";
import { codeSchema } from "../../model/schema.ts";
import type { DefinitionRow } from "../../store/definitions.ts";
import { withoutNames } from "../definitions/without-names.ts";

/** Drafts as they are kept: what they are, their documents, and the names of people, which are kept apart. */
export interface SavedDrafts {
  readonly ok: true;
  readonly drafts: readonly ProposedDraft[];
  readonly documents: readonly Json[];
  readonly names: readonly { readonly id: string; readonly name: string }[];
}

/** A draft may be unfinished as long as it says what it is; `largest` is the most values of a document. */
const largest = 2_200_000;

/** What drafts come to as they are saved. An organisation must be whole, since its people's names are taken out of it. */
export function saveDrafts(sent: readonly DraftToSave[], published: readonly DefinitionRow[]): SavedDrafts | Refused {
  const [drafts, documents, names]: [ProposedDraft[], Json[], { id: string; name: string }[]] = [[], [], []];
  for (const [i, { kind, document, base }] of sent.entries()) {
    const place = `/drafts/${i}`;
    const parsed = parseDefinition(kind, document);
    if (!parsed.ok && kind === "organisation") return shapeless(place, parsed.findings);
    const copied = parsed.ok ? ({ ok: true, value: parsed.definition.body } as const) : plainCopy(document, largest);
    if (!copied.ok) return shapeless(place, [copied.finding]);
    const id = parsed.ok ? parsed.definition.id : idOf(copied.value);
    if (id === undefined) return nameless(place);
    if (drafts.some((each) => each.kind === kind && each.id === id)) return twice(place, `${kind}/${id}`);
    if (parsed.ok && parsed.definition.kind === "organisation") {
      names.push(...parsed.definition.body.people.flatMap(({ id: person, name }) => (name === undefined ? [] : [{ id: person, name }])));
    }
    const current = published.findLast((row) => row.kind === kind && row.id === id)?.version ?? 0;
    drafts.push({ kind, id, base: base ?? current });
    documents.push((parsed.ok ? withoutNames(parsed.definition) : copied.value) as Json);
  }
  return { ok: true, drafts, documents, names };
}

function idOf(document: unknown): string | undefined {
  const id = typeof document === "object" && document !== null ? (document as { readonly id?: unknown }).id : undefined;
  const code = codeSchema.safeParse(id);
  return code.success ? code.data : undefined;
}

function shapeless(place: string, findings: readonly Finding[]): Refused {
  const [first] = findings;
  return refuse(
    "bad-input",
    `草稿 ${place} 不能保存：${first?.message["zh-CN"] ?? ""}`,
    `The draft ${place} cannot be saved: ${first?.message.en ?? ""}`,
    `${place}/document${first?.place ?? ""}`,
  );
}

function nameless(place: string): Refused {
  return refuse(
    "bad-input",
    `草稿 ${place} 没有写明编号 id；请写上，如 "routing"。`,
    `The draft ${place} does not say its id; write one, such as "routing".`,
    `${place}/document/id`,
  );
}

function twice(place: string, name: string): Refused {
  return refuse(
    "bad-input",
    `${name} 在同一份申请中出现了两次；请只留一份。`,
    `${name} is in the proposal twice; leave one of them.`,
    place,
  );
}
