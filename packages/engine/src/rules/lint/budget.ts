/** So many steps may be taken; a pure core has no clock to look at. */
export interface Budget {
  left: number;
}

/** Takes a step; false where none is left. */
export function spend(budget: Budget): boolean {
  budget.left -= 1;
  return budget.left >= 0;
}
