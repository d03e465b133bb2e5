import { addressLines } from '@ofrecord/core/organisations/address.format.rules'
import {
  hierarchy_field_phone,
  hierarchy_field_registration_number,
  hierarchy_field_tax_id,
  hierarchy_form_address,
  organisations_column_below,
  organisations_column_currency,
  organisations_column_incentives,
  organisations_column_legal_name,
  organisations_column_level,
  organisations_column_since,
  organisations_enrolled,
  organisations_not_enrolled,
} from '@ofrecord/messages/messages'
import { formatNumber } from '../lib/format.ts'
import type { Fact } from '../ui/record.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { Time } from '../ui/time.tsx'
import type { LocationRecord } from './answers.ts'
import { countryName } from './countries.ts'

/** What the vendor compares with the register: who is said to stand where. */
export const identityOf = (of: LocationRecord): Fact[] => [
  { term: organisations_column_legal_name(), detail: of.legalName },
  {
    term: hierarchy_form_address(),
    detail: <span class="lines">{[...addressLines(of), countryName(of.country)].join('\n')}</span>,
  },
  { term: hierarchy_field_registration_number(), detail: of.registrationNumber },
  { term: hierarchy_field_tax_id(), detail: of.taxId },
]

/** What a location is told by, beside its page. */
export const LocationFacts = (props: {
  location: LocationRecord
  /** Who stands where is told on the page already. */
  withoutIdentity?: boolean
}) => {
  const facts = () => {
    const of = props.location
    return [
      ...(props.withoutIdentity ? [] : identityOf(of)),
      { term: hierarchy_field_phone(), detail: of.phone },
      { term: organisations_column_currency(), detail: of.currency },
      {
        term: organisations_column_incentives(),
        detail: of.enrolled ? organisations_enrolled() : organisations_not_enrolled(),
      },
      { term: organisations_column_level(), detail: formatNumber(of.above.length + 1) },
      { term: organisations_column_below(), detail: formatNumber(of.below) },
      { term: organisations_column_since(), detail: <Time at={of.createdAt} form="date" /> },
    ]
  }
  return <DefinitionList facts={facts()} />
}
