/** Where a point lies among the grids. */
export type Whereabouts =
  | { readonly type: "inside"; readonly unit: string }
  /** As near to a border as a point on it counts, which the grids say; one unit where there is no other on the far side. */
  | { readonly type: "border"; readonly units: readonly string[] }
  /** On the ground of several units that do not lie within each other. */
  | { readonly type: "overlap"; readonly units: readonly string[] }
  /** On nobody's ground; with the nearest within 50 km. */
  | { readonly type: "outside"; readonly nearest?: { readonly unit: string; readonly metres: number } };

/** Where the point of a report lies, and what came of it. */
export interface Siting {
  readonly whereabouts: Whereabouts;
  /**
   * The ticket got its area by it; or none, since it is not one unit's ground; or the area that was filled in agrees with it, or does not; or
   * nobody can tell, since nothing is known of where that area lies.
   */
  readonly area: "taken" | "open" | "agrees" | "disagrees" | "unknown";
}
