/** The namespace of what Muster writes into the extension elements of DMN. */
export const ownNamespace = "urn:muster:table:1";
