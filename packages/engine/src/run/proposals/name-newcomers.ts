import type { Located } from "../../definitions/located.ts";
import type { Store } from "../../store/port.ts";

/**
 * Names the people whom a draft brings in and whom nobody knows yet. Names are personal data and no part of a definition, so that nobody's
 * name waits for approval; but a draft does not call people otherwise who are known already, and says so.
 */
export async function nameNewcomers(
  { people }: Pick<Store, "people">,
  tenant: string,
  names: readonly { readonly id: string; readonly name: string }[],
): Promise<readonly Located[]> {
  const known = new Map(
    (
      await people.get(
        tenant,
        names.map(({ id }) => id),
      )
    ).map((person) => [person.id, person.name]),
  );
  await people.name(
    tenant,
    names.filter(({ id }) => !known.has(id)),
  );
  return names.flatMap(({ id, name }) => (known.has(id) && known.get(id) !== name ? [nameStays(id)] : []));
}

function nameStays(id: string): Located {
  return {
    kind: "organisation",
    id: "organisation",
    finding: {
      severity: "warning",
      code: "name-stays",
      place: "/people",
      message: {
        "zh-CN": `${id} 的姓名保持不变：姓名是个人信息，不随定义修改；请用 engine.putPeople 修改。`,
        en: `The name of ${id} stays as it is: names are personal data and do not change with a definition; use engine.putPeople.`,
      },
    },
  };
}
