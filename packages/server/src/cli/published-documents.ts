import type { Draft, Published, Store } from "@muster/engine";
import { isDeepStrictEqual } from "node:util";

/** What a tenant has published, to be compared with drafts without publishing them. */
export interface PublishedDocuments {
  /** Whether there is any of the kind, or the one of that id. */
  readonly has: (kind: Draft["kind"], id?: string) => boolean;
  /** What publishing the draft would do. */
  readonly compare: (draft: Draft) => Published;
}

export async function publishedOf(store: Store, tenant: string): Promise<PublishedDocuments> {
  return documents(await store.definitions.all(tenant));
}

/** The newest published document of the draft's kind and id; undefined where there is none. */
export async function publishedDocument(store: Store, tenant: string, { kind, document }: Draft): Promise<unknown> {
  const rows = await store.definitions.all(tenant);
  const latest = rows.findLast((row) => row.kind === kind && row.id === idOf(kind, document));
  return latest && (JSON.parse(latest.body) as unknown);
}

/** A tenant that has published nothing yet. */
export const nothingPublished = documents([]);

function documents(rows: Awaited<ReturnType<Store["definitions"]["all"]>>): PublishedDocuments {
  return {
    has: (kind, id) => rows.some((row) => row.kind === kind && (id === undefined || row.id === id)),
    compare: ({ kind, document }) => {
      const id = idOf(kind, document);
      const latest = rows.findLast((row) => row.kind === kind && row.id === id);
      const changed = !latest || !isDeepStrictEqual(JSON.parse(latest.body), withoutNames(document));
      return { kind, id, version: (latest?.version ?? 0) + (changed ? 1 : 0), changed };
    },
  };
}

/** What a draft is called: `table/routing`. */
export function definitionOf({ kind, document }: Draft): string {
  return `${kind}/${idOf(kind, document)}`;
}

function idOf(kind: Draft["kind"], document: unknown): string {
  return isObject(document) && "id" in document ? String(document["id"]) : kind;
}

/** People's names are kept apart from the published organisation. */
export function withoutNames(document: unknown): unknown {
  if (!isObject(document) || !Array.isArray(document["people"])) return document;
  const people = document["people"].map((person: unknown) => (isObject(person) ? { ...person, name: undefined } : person));
  return JSON.parse(JSON.stringify({ ...document, people })) as unknown;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
