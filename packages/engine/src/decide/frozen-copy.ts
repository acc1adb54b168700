/** A copy of plain data that nobody can change, all the way down. Members that are undefined count as absent and are left out. */
export function frozenCopy<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  const copied: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) copied[key] = copy(member);
  return Object.freeze(copied);
}
