import * as z from "zod";
import { labelSchema } from "../model/schema.ts";

/** Longitude and latitude, WGS 84 degrees; a height may follow, and does not count. */
const positionSchema = z.array(z.number()).min(2).max(4);

const polygonSchema = z.array(z.array(positionSchema).min(1)).min(1);

const geometrySchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("Polygon"), coordinates: polygonSchema }),
  z.strictObject({ type: z.literal("MultiPolygon"), coordinates: z.array(polygonSchema).min(1) }),
]);

/** The ground of units as polygons on the map: a GeoJSON FeatureCollection (RFC 7946), a feature for each unit. */
export const gridsSchema = z.strictObject({
  label: labelSchema,
  /** The property of a feature that names its unit; where absent its `id` does. */
  unitProperty: z.string().min(1).max(100).optional(),
  /** Metres: as near to a border as this a point counts as on it. 1 where absent. */
  border: z.number().min(0.1).max(50).optional(),
  /** Square metres: an overlap up to this size is a sliver, of which the check only warns. 100 where absent. */
  sliver: z.number().min(1).max(100_000).optional(),
  map: z.strictObject({
    type: z.literal("FeatureCollection"),
    features: z
      .array(
        z.strictObject({
          type: z.literal("Feature"),
          id: z.union([z.string(), z.number()]).optional(),
          properties: z.record(z.string(), z.unknown()).nullable(),
          geometry: geometrySchema,
        }),
      )
      .min(1)
      .max(20_000),
  }),
});

export type GridsDocument = z.infer<typeof gridsSchema>;

export type GridFeature = GridsDocument["map"]["features"][number];

/** A ring as GeoJSON writes it: positions, the last equal to the first. */
export type Ring = readonly (readonly number[])[];

/** The unit that a feature names. */
export function unitOf({ unitProperty }: GridsDocument, { id, properties }: GridFeature): string | undefined {
  const named =
    unitProperty === undefined ? id : properties && Object.hasOwn(properties, unitProperty) ? properties[unitProperty] : undefined;
  return typeof named === "string" || typeof named === "number" ? String(named) : undefined;
}

/** The polygons of a feature, each its outer ring and then its holes. */
export function polygonsOf({ geometry }: GridFeature): readonly (readonly Ring[])[] {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/** Metres within which a point counts as on a border. */
export function borderOf({ border = 1 }: GridsDocument): number {
  return border;
}

/** Square metres up to which an overlap is a sliver. */
export function sliverOf({ sliver = 100 }: GridsDocument): number {
  return sliver;
}
