import type { Label } from "@muster/engine";
import { label } from "./label.ts";

const minute = 60_000;

/** A span of time in its two largest units: `3 天 4 小时`, `2 h 5 min`. */
export function formatSpan(milliseconds: number): Label {
  const total = Math.floor(Math.abs(milliseconds) / minute);
  const parts = [
    { amount: Math.floor(total / 1440), zh: "天", en: "d" },
    { amount: Math.floor(total / 60) % 24, zh: "小时", en: "h" },
    { amount: total % 60, zh: "分钟", en: "min" },
  ];
  const first = parts.findIndex(({ amount }) => amount > 0);
  if (first < 0) return label("不到 1 分钟", "less than 1 min");
  const shown = parts.slice(first, first + 2).filter(({ amount }) => amount > 0);
  return label(shown.map(({ amount, zh }) => `${amount} ${zh}`).join(" "), shown.map(({ amount, en }) => `${amount} ${en}`).join(" "));
}
