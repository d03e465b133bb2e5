/** What an envelope needs between the street and the country. */
export interface PostalAddress {
  street: string
  postalCode: string
  city: string
  region: string
  country: string
}

type Shape = (address: PostalAddress) => string[]

const joined = (parts: string[], between = ' '): string => parts.filter(Boolean).join(between)

/** `Boston, MA 02110` */
const cityFirst: Shape = ({ city, region, postalCode }) => [joined([city, joined([region, postalCode])], ', ')]

/** `Toronto ON M5V 2T6` */
const oneLine: Shape = ({ city, region, postalCode }) => [joined([city, region, postalCode])]

/** `Bristol`, and below it `BS1 4DJ` */
const codeBelow: Shape = ({ city, region, postalCode }) => [city, region, postalCode]

/** `10115 Berlin`, and below it a region where there is one */
const codeFirst: Shape = ({ city, region, postalCode }) => [joined([postalCode, city]), region]

const shapes: Readonly<Record<string, Shape>> = {
  US: cityFirst,
  JP: cityFirst,
  CA: oneLine,
  AU: oneLine,
  GB: codeBelow,
  IE: codeBelow,
  IN: ({ city, region, postalCode }) => [joined([city, postalCode]), region],
  IT: ({ city, region, postalCode }) => [joined([postalCode, city, region])],
  MX: ({ city, region, postalCode }) => [joined([joined([postalCode, city]), region], ', ')],
  BR: ({ city, region, postalCode }) => [joined([city, region], ' - '), postalCode],
}

/** The lines of an address as its country writes them, without the country's name and without empty lines. */
export const addressLines = (address: PostalAddress): string[] =>
  [address.street, ...(shapes[address.country] ?? codeFirst)(address)].filter(Boolean)
