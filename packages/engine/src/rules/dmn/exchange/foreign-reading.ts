import type { Finding } from "../../../model/finding.ts";
import type { Label } from "../../../model/label.ts";
import type { RuleTable } from "../../table.ts";

/** What another DMN engine would make of the table otherwise than Muster does; an editor does not mind. */
export function foreignReading({ inputs }: RuleTable): readonly Finding[] {
  return inputs.flatMap(({ type, label }, i): readonly Finding[] => {
    const message = (type === "category" || type === "unit" ? trees : type === "text" ? missing : undefined)?.(label);
    return message ? [{ severity: "hint", code: "other-reading", place: `/inputs/${i}`, message }] : [];
  });
}

const trees = (label: Label): Label => ({
  "zh-CN": `“${label["zh-CN"]}”一列的编码在 Muster 中含其下级，在其他 DMN 引擎中只指编码本身；在那里运行前请把下级写全。`,
  en: `In Muster a code in “${label.en}” takes all below it, in other DMN engines only itself: write those below out before running it there.`,
});

const missing = (label: Label): Label => ({
  "zh-CN": `“${label["zh-CN"]}”没有填写时，Muster 当作空文字，其他 DMN 引擎当作 null（not(contains(…)) 因而不成立）。`,
  en: `Where “${label.en}” is missing, Muster reads an empty text, other DMN engines null, for which not(contains(…)) does not hold.`,
});
