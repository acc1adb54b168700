import { errorAt, type Finding } from "../model/finding.ts";
import { type GridFeature, polygonsOf, type Ring } from "./grids.ts";

/** What keeps the positions of a feature from being a polygon on the earth; the first of it. */
export function positionFault(feature: GridFeature, place: string): Finding | undefined {
  const rings = polygonsOf(feature).flat();
  const all = rings.flat();
  const off = all.find(([lng = 0, lat = 0]) => Math.abs(lng) > 180 || Math.abs(lat) > 90);
  if (off) return offTheEarth(all, off, place);
  const open = rings.find((ring) => !isClosed(ring));
  if (open) return unclosed(open, place);
  if (rings.some((ring) => ring.length < 4)) return tooShort(place);
  const lengths = all.map(([lng = 0]) => lng);
  const [west, east] = lengths.reduce(([least, most], lng) => [Math.min(least, lng), Math.max(most, lng)], [Infinity, -Infinity]);
  return east - west > 180 ? aroundTheEarth(place) : undefined;
}

function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** A position as people write it. */
function said([lng = 0, lat = 0]: readonly number[]): string {
  return `[${lng}, ${lat}]`;
}

function offTheEarth(all: Ring, off: readonly number[], place: string): Finding {
  if (all.every(([lng = 0, lat = 0]) => Math.abs(lng) <= 90 && Math.abs(lat) <= 180))
    return errorAt(
      place,
      "swapped-coordinates",
      `${said(off)} 的纬度超出 ±90，经纬度看来写反了；GeoJSON 先写经度，再写纬度，请对调。`,
      `The latitude of ${said(off)} is beyond ±90: it looks as if the two were swapped. GeoJSON has the longitude first; swap them.`,
    );
  const isProjected = off.some((number) => Math.abs(number) > 1000);
  return errorAt(
    place,
    "coordinates-out-of-range",
    `${said(off)} 不在经度 ±180、纬度 ±90 之内；${isProjected ? "看来是投影坐标（米），请先转换为 WGS 84 经纬度。" : "请改正。"}`,
    `${said(off)} is beyond longitude ±180 or latitude ±90; ${isProjected ? "these look like projected metres: convert them to WGS 84 degrees." : "correct it."}`,
  );
}

function unclosed(ring: Ring, place: string): Finding {
  return errorAt(
    place,
    "ring-not-closed",
    `从 ${said(ring[0] ?? [])} 开始的环没有闭合；最后一个位置须与第一个相同。`,
    `The ring that begins at ${said(ring[0] ?? [])} is not closed; its last position must equal the first.`,
  );
}

function tooShort(place: string): Finding {
  return errorAt(
    place,
    "ring-too-short",
    "有的环不足四个位置（首尾相同算两个），围不出地面；请补全或删去。",
    "A ring has fewer than four positions, the first one repeated at its end included, and surrounds nothing; complete it or remove it.",
  );
}

function aroundTheEarth(place: string): Finding {
  return errorAt(
    place,
    "across-antimeridian",
    "此多边形横跨 180 度以上的经度；越过 ±180 经线的，请按 RFC 7946 在那里切成两块（MultiPolygon）。",
    "This polygon spans more than 180 degrees of longitude; one that crosses the antimeridian is cut there in two, as a MultiPolygon (RFC 7946).",
  );
}
