import type { ClaimInput } from './claim.rules.ts'

/** What a partner may change after a return, in the words of the page. */
export type ChangedField =
  | 'name'
  | 'location'
  | 'customerContact'
  | 'technicalContact'
  | 'partnerContact'
  | 'revenueDetails'
  | 'itemsAdded'
  | 'itemsRemoved'

export interface Change {
  field: ChangedField
  before: string
  after: string
}

/** A claim as submitted, with its location by name. */
export interface Submitted {
  input: ClaimInput
  location: string
}

const item = ({ code, subscription }: ClaimInput['items'][number]): string => [code, subscription].join(' ').trim()

const contact = ({ name, title, email, phone, language }: ClaimInput['customerContact']): string =>
  [name, title, email, phone, language].filter((part) => part !== '').join(', ')

const revenue = ({ solutionSellerName, revenueCustomerName, isvProductName }: ClaimInput): string =>
  [solutionSellerName, revenueCustomerName, isvProductName].filter((part) => part !== '').join(', ')

/** What is different between two rounds of one claim, for the reviewer who knows the first (B.1.6). */
export const changesBetween = (before: Submitted, after: Submitted): Change[] => {
  const [was, is] = [before.input, after.input]
  const pairs: [ChangedField, string, string][] = [
    ['name', was.name, is.name],
    ['location', before.location, after.location],
    ['customerContact', contact(was.customerContact), contact(is.customerContact)],
    ['technicalContact', contact(was.technicalContact), contact(is.technicalContact)],
    ['partnerContact', Object.values(was.partnerContact).join(', '), Object.values(is.partnerContact).join(', ')],
    ['revenueDetails', revenue(was), revenue(is)],
    ['itemsAdded', '', without(is, was)],
    ['itemsRemoved', without(was, is), ''],
  ]
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([field, one, other]) => ({ field, before: one, after: other }))
}

/** The items of one round that the other does not have. */
const without = (some: ClaimInput, others: ClaimInput): string => {
  const known = new Set(others.items.map(item))
  return some.items
    .map(item)
    .filter((each) => !known.has(each))
    .join(', ')
}
