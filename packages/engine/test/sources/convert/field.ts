import { type Cell, type Mapping, compileField, parseMapping } from "@muster/engine/sources";

/** A mapping with one field, for trying its conversion. */
function mappingWith(field: object, more: object = {}): Mapping {
  const parsed = parseMapping({
    target: "reports",
    fields: { it: { column: "it", ...field }, when: { column: "when", type: "instant", format: "iso", zone: "UTC" } },
    process: "p",
    source: "s",
    key: "{it}",
    report: { as: "a", at: "when" },
    ...more,
  });
  if (!parsed.ok) throw new Error(parsed.findings.map(({ place, message }) => `${place}: ${message.en}`).join("; "));
  return parsed.value;
}

/** What a field makes of a cell: the value, and the codes of what there is to say. */
export function converted(field: object, cell: Cell, more: object = {}): readonly unknown[] {
  const mapping = mappingWith(field, more);
  const spec = mapping.fields["it"];
  if (!spec) throw new Error("no field");
  const { value, reasons } = compileField("it", spec, mapping)(cell);
  return [value, ...reasons.map(({ outcome, code }) => `${outcome} ${code}`)];
}
