import * as z from "zod";
import { exitCodes } from "../cli/exit-code.ts";
import { failure } from "../cli/failure.ts";
import { label } from "../cli/label.ts";
import { readDefinition } from "../cli/read-definition.ts";

/** A feature of a GeoJSON file. */
export interface FileFeature {
  readonly id: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The polygons: rings of positions. */
  readonly polygons: readonly unknown[];
  /** The line that it begins on; counted when it is asked for, which of a large file takes a moment. */
  readonly line: () => number;
}

const featureSchema = z.object({
  type: z.literal("Feature"),
  id: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.discriminatedUnion("type", [
    z.object({ type: z.literal("Polygon"), coordinates: z.array(z.unknown()) }),
    z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.unknown()) }),
  ]),
});

/** Reads the polygons of a GeoJSON file (RFC 7946); what the grids' own check looks at is left to it. */
export async function readGeoJson(file: string): Promise<readonly FileFeature[]> {
  const read = await readDefinition(file, "grids");
  if (!read.ok) throw unusable(file, read.line, read.finding.message);
  const { document } = read.draft;
  const features = isObject(document) && document["type"] === "FeatureCollection" ? document["features"] : undefined;
  if (!isObject(document) || !Array.isArray(features)) throw unusable(file, 1, noCollection);
  const against = crsFault(document["crs"]);
  if (against) throw unusable(file, read.lineOf("/crs"), against);
  return features.map((feature: unknown, i) => {
    const line = () => read.lineOf(`/features/${i}`);
    const parsed = featureSchema.safeParse(feature);
    if (!parsed.success) throw unusable(file, line(), noPolygon);
    const { id, properties, geometry } = parsed.data;
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return { id, properties: properties ?? {}, polygons, line };
  });
}

const noCollection = label(
  "不是 GeoJSON 的 FeatureCollection；请在地图软件中导出为 GeoJSON（RFC 7946）。",
  "This is no GeoJSON FeatureCollection; export it as GeoJSON (RFC 7946) from a map editor.",
);

const noPolygon = label(
  "这个 Feature 不是多边形；网格只能是 Polygon 或 MultiPolygon，请删去其他图形。",
  "This Feature is no polygon; grids are of type Polygon or MultiPolygon, remove anything else.",
);

/** Names of WGS 84 and of CGCS2000, which differ by centimetres. */
const wgs84 = /CRS84|EPSG:+4326|EPSG:+4490/i;

/** RFC 7946 knows no other system of coordinates; what older files name is read all the same, and not guessed at. */
function crsFault(crs: unknown) {
  if (crs === undefined || crs === null) return undefined;
  const said = JSON.stringify(crs);
  if (wgs84.test(said)) return undefined;
  return label(
    `坐标系是 ${said.slice(0, 200)}；请先转换为 WGS 84 经纬度（EPSG:4326）。`,
    `Its coordinates are of ${said.slice(0, 200)}; convert them to WGS 84 degrees (EPSG:4326) first.`,
  );
}

function unusable(file: string, line: number, why: ReturnType<typeof label>): Error {
  return failure(exitCodes.refused, "findings", label(`${file}:${line}  ${why["zh-CN"]}`, `${file}:${line}  ${why.en}`), { file, line });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
