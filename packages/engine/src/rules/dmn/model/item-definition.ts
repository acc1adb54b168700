/** A type of a model (DMN 1.5, 7.3.2): another one, restricted or as a list, a structure, or a function. */
export interface ItemDefinition {
  readonly name: string;
  readonly isCollection: boolean;
  readonly type: string | undefined;
  /** Unary tests each value must pass: each of its items, of a list. */
  readonly allowed: string | undefined;
  /** Unary tests the value itself must pass, also as a list. */
  readonly constraint: string | undefined;
  readonly components: readonly ItemDefinition[];
  readonly isFunction: boolean;
}
