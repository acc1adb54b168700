import type { FieldSpec } from "./field-schema.ts";

/** What the cell is called that a field reads: its column, or its place in a record; the field's own name where it reads none. */
export function cellName(name: string, { column, pointer }: Pick<FieldSpec, "column" | "pointer">): string {
  if (column !== undefined) return column;
  if (pointer === undefined) return name;
  const steps = stepsOf(pointer);
  // One step is a column of a file as well as a member of a record.
  return steps.length === 1 ? (steps[0] ?? name) : pointer;
}

/** The steps of a JSON Pointer (RFC 6901). */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
