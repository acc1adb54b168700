/** The editions of DMN that are read, by the namespace of their models. */
export const editions: Readonly<Record<string, string>> = {
  "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
  "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
  "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
};
