import type { Box } from "./box.ts";

/** How many metres a degree of longitude and one of latitude are: near a place the ground is as good as flat. */
export interface Scale {
  readonly x: number;
  readonly y: number;
}

/** The ellipsoid of WGS 84: its greater radius in metres, and the square of its eccentricity. */
const radius = 6_378_137;
const eccentricity = 0.006_694_379_990_14;

/** At a latitude, by the ellipsoid's two radii of curvature. */
export function scaleAt(latitude: number): Scale {
  const angle = (latitude * Math.PI) / 180;
  const bulge = 1 - eccentricity * Math.sin(angle) ** 2;
  const across = radius / Math.sqrt(bulge);
  const along = (across * (1 - eccentricity)) / bulge;
  const degree = Math.PI / 180;
  return { x: across * Math.cos(angle) * degree, y: along * degree };
}

/** In the middle of a box. */
export function scaleIn({ minY, maxY }: Box): Scale {
  return scaleAt((minY + maxY) / 2);
}
