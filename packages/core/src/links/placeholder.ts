/**
 * Stands in a stored letter where the token of a link will be: nothing secret is kept. The same length for every link,
 * so that two renderings of one letter differ in nothing but the token.
 */
export const linkPlaceholder = (linkId: string): string => `__link__${linkId}__`

/** Puts the tokens in; `mint` answers the token of a link by its id. */
export const fillLinks = (text: string, tokens: ReadonlyMap<string, string>): string =>
  text.replaceAll(/__link__([0-9a-f-]{36})__/g, (whole, linkId: string) => tokens.get(linkId) ?? whole)

/** The links a stored letter names. */
export const linksIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/__link__([0-9a-f-]{36})__/g)].map((found) => found[1]!)),
]
