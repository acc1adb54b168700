import { errorAt, type Finding } from "../../model/finding.ts";
import { reportOf, type ProcessDocument } from "../process.ts";
import type { GraphNode } from "../state-graph.ts";

/** A field is one field wherever it is asked for: public in one form and internal in another, the internal words would be read outside. */
export function checkPublic(document: ProcessDocument, states: readonly GraphNode[]): Finding[] {
  const asked = states.flatMap((node) =>
    node.edges.flatMap((edge) =>
      Object.entries(edge.transition.meta?.form ?? {}).map(([name, field]) => ({ name, field, place: `${edge.place}/meta/form/${name}` })),
    ),
  );
  const reported = reportOf(document).form;
  const open = new Set(asked.flatMap(({ name, field }) => (field.public ? [name] : [])));
  return asked.flatMap(({ name, field, place }) =>
    field.public || !open.has(name) || Object.hasOwn(reported, name)
      ? []
      : errorAt(
          `${place}/public`,
          "public-differs",
          `字段 ${name} 在另一张表单中对上报人公开，在这里却是内部的；请统一，或换一个名字。`,
          `The field ${name} is public in another form and internal here; make both the same, or give one another name.`,
        ),
  );
}
