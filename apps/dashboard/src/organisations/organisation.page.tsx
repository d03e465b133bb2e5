import {
  hierarchy_rename_hint,
  organisations_country,
  organisations_domains,
  organisations_enrolled_count,
  organisations_facts,
  organisations_global_number,
  organisations_locations,
  organisations_title,
  organisations_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatNumber } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { countryName } from './countries.ts'
import { DomainSection } from './domains.tsx'
import type { Organisation } from './answers.ts'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { RecoverySection } from './recoveries.tsx'
import './organisations.css'

/** The partner's own organisation: what the vendor knows it by, its domains, and what runs when administrators are gone. */
const OrganisationPage = () => {
  const me = useMe()
  const organisation = createTrpcQuery(api.organisations.get)
  createPage(() => ({ title: organisations_title() }))
  return (
    <Loaded query={organisation} whole what={organisations_what()} rows={9}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1 dir="auto">{known().name}</h1>
            </div>
          </div>
          <OrganisationTabs at={paths.organisation} />
          <div class="max-w-200">
            <Section title={organisations_facts()} first>
              <DefinitionList class="mt-3" facts={factsOf(known(), may(me(), 'organisations.change'))} />
              <p class="t3 sm mt-3">{hierarchy_rename_hint({ vendor: me().vendor.name })}</p>
            </Section>
            <RecoverySection />
            <Show when={may(me(), 'organisations.change')}>
              <DomainSection />
            </Show>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default OrganisationPage

/** The domains are left out where their own section stands below. */
const factsOf = ({ globalNumber, country, domains, locations }: Organisation, domainsBelow: boolean) => [
  { term: organisations_global_number(), detail: <span class="num">{globalNumber}</span> },
  { term: organisations_country(), detail: countryName(country) },
  { term: organisations_domains(), detail: !domainsBelow && <span class="lines">{domains.join('\n')}</span> },
  {
    term: organisations_locations(),
    detail: (
      <a class="u" href={paths.locations}>
        {organisations_enrolled_count({
          count: formatNumber(locations.enrolled),
          all: formatNumber(locations.all),
        })}
      </a>
    ),
  },
]
