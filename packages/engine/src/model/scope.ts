/** Whose tickets: everything, what these units may see, or what one reporter reported. */
export type Scope = { readonly all: true } | { readonly units: readonly string[] } | { readonly reporter: string };
