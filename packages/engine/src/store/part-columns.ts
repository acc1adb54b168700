import type { Part, PartKind } from "../model/part.ts";

/** A part as both stores read it. */
export interface PartColumns {
  readonly kind: string;
  readonly key: string;
  readonly role: string;
  readonly unit: string;
  readonly due: number | null;
  readonly assignee: string | null;
}

export function partOf({ kind, key, role, unit, due, assignee }: PartColumns): Part {
  return { kind: kind as PartKind, key, role, unit, ...(due !== null && { due }), ...(assignee !== null && { assignee }) };
}
