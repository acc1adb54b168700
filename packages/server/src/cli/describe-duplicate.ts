import type { Duplicate } from "@muster/engine";
import type { Context } from "./context.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";

/** A likely duplicate as one row: which ticket, how likely, where it stands, and why. */
export function describeDuplicate({ text }: Pick<Context, "text">, names: Names, { ticket, score, ...why }: Duplicate): readonly string[] {
  const { metres, hours, sameArea, sameCategory, shared } = why;
  const reasons = [
    ...(metres === undefined ? [] : [label(`相距 ${metres} 米`, `${metres} m apart`)]),
    label(`相隔 ${hours} 小时`, `${hours} h apart`),
    ...(sameArea ? [label("同一单位辖区", "same area")] : []),
    ...(sameCategory ? [label("同一类别", "same category")] : []),
    ...(shared.length > 0 ? [label(`都提到 ${shared.join("、")}`, `both say ${shared.join(", ")}`)] : []),
  ];
  return [`  ${ticket.number}`, `${Math.round(score * 100)} %`, names.state(ticket.process, ticket.state), reasons.map(text).join(" · ")];
}
