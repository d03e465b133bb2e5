import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import {
  claims_contacts_customer,
  claims_contacts_partner,
  claims_contacts_technical,
  claims_field_activity,
  claims_field_area,
  claims_field_domain,
  claims_field_isv_product,
  claims_field_location,
  claims_field_name,
  claims_field_revenue_customer,
  claims_field_seller,
  claims_field_tenant,
  claims_summary_customer,
  claims_summary_items,
  claims_summary_opt_out,
  claims_summary_opted_out,
} from '@ofrecord/messages/messages'
import { languageName } from '../../lib/locale.ts'
import { answerOf } from '../../lib/query.ts'
import { activityTitle } from '../activity.ts'
import type { Screen } from './screens.ts'
import { placeLabel } from '../../organisations/places.ts'
import type { Wizard } from './wizard-context.ts'

export interface SummaryLine {
  screen: Screen
  term: string
  /** Empty: nothing was chosen or typed. */
  lines: readonly string[]
  /** Said where there is little room. */
  brief?: readonly string[]
  mono?: boolean
}

/** Everything that was typed, in words, page by page: for the review, for the aside, and to compare two versions. */
export const summaryOf = (wizard: Wizard, input: ClaimInput): SummaryLine[] => [
  ...activityLines(wizard, input),
  ...customerLines(wizard, input),
  itemLine(wizard, input),
  ...contactLines(input),
]

const activityLines = ({ options }: Wizard, input: ClaimInput): SummaryLine[] => {
  const line = (term: string, ...lines: string[]): SummaryLine => ({ screen: 'activity', term, lines: filled(lines) })
  const area = options.areas.find(({ code }) => code === input.areaCode)?.name ?? input.areaCode
  return [
    line(claims_field_area(), area),
    line(claims_field_activity(), input.activity ? activityTitle(input.activity) : ''),
    ...(input.activity === 'usage' && input.incentiveOptOut
      ? [line(claims_summary_opt_out(), claims_summary_opted_out())]
      : []),
    ...(input.activity === 'revenue'
      ? [
          line(claims_field_seller(), input.solutionSellerName),
          line(claims_field_revenue_customer(), input.revenueCustomerName),
          line(claims_field_isv_product(), input.isvProductName),
        ]
      : []),
  ]
}

const customerLines = ({ places, catalogue, keeper }: Wizard, input: ClaimInput): SummaryLine[] => {
  const location = places.of(input.locationId ?? '')
  const isShown = input.tenantId === keeper.input.tenantId && input.domain === keeper.input.domain
  const name = isShown ? (answerOf(catalogue)?.customerName ?? '') : ''
  const line = (term: string, ...lines: string[]): SummaryLine => ({ screen: 'customer', term, lines: filled(lines) })
  return [
    line(claims_field_location(), location ? placeLabel(location) : (input.locationId ?? '')),
    ...(name ? [line(claims_summary_customer(), name)] : []),
    line(claims_field_domain(), input.domain),
    { ...line(claims_field_tenant(), input.tenantId), mono: true },
  ]
}

const itemLine = ({ catalogue }: Wizard, input: ClaimInput): SummaryLine => {
  const nameOf = (code: string): string => answerOf(catalogue)?.items.find((item) => item.code === code)?.name ?? code
  return {
    screen: 'items',
    term: claims_summary_items(),
    lines: input.items.map(({ code, subscription }) => filled([nameOf(code), subscription]).join(', ')),
    brief: input.items.map(({ code }) => nameOf(code)),
  }
}

const contactLines = (input: ClaimInput): SummaryLine[] => {
  const line = (term: string, ...lines: string[]): SummaryLine => ({ screen: 'contacts', term, lines: filled(lines) })
  const customer = ({ name, title, email, language }: ClaimInput['customerContact']): string[] => [
    filled([name, title]).join(', '),
    email,
    name || email ? languageName(language) : '',
  ]
  const { technicalContact } = input
  return [
    line(claims_field_name(), input.name),
    line(claims_contacts_customer(), ...customer(input.customerContact)),
    ...(technicalContact.name || technicalContact.email
      ? [line(claims_contacts_technical(), ...customer(technicalContact))]
      : []),
    line(claims_contacts_partner(), input.partnerContact.name, input.partnerContact.email),
  ]
}

const filled = (lines: readonly string[]): string[] => lines.filter((line) => line !== '')
