import type { Point } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** A point as it is typed, longitude before latitude. */
export function parsePoint(what: string, typed: string): Point {
  const [lng, lat, ...more] = typed.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (lng === undefined || lat === undefined || more.length > 0 || !Number.isFinite(lng) || !Number.isFinite(lat))
    throw wrongUsage(
      label(`${what} 须写作 经度,纬度，如 115.78,33.85，而不是 ${typed}。`, `${what} takes LNG,LAT such as 115.78,33.85, not ${typed}.`),
    );
  if (Math.abs(lng) <= 180 && Math.abs(lat) <= 90) return { lng, lat };
  const isSwapped = Math.abs(lng) <= 90 && Math.abs(lat) <= 180;
  throw wrongUsage(
    label(
      `${typed} 不在经度 ±180、纬度 ±90 之内${isSwapped ? "；看来写反了，请先写经度" : ""}。`,
      `${typed} is beyond longitude ±180 or latitude ±90${isSwapped ? "; it looks swapped: the longitude comes first" : ""}.`,
    ),
  );
}
