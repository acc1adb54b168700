/** The languages every text for people exists in; BCP 47 tags. */
export const languages = ["zh-CN", "en"] as const;

export type Language = (typeof languages)[number];

/** A text for people, in each language. */
export type Label = Readonly<Record<Language, string>>;
