import {
  organisations_country,
  organisations_domains,
  organisations_enrolled_count,
  organisations_facts,
  organisations_global_number,
  organisations_locations,
  organisations_title,
  organisations_what,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { formatNumber } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { countryName } from './countries.ts'
import type { Organisation } from './location-tree.ts'
import { LocationTree } from './location-tree.view.tsx'
import './organisations.css'

/** The partner's own organisation: what the vendor knows it by, and its locations as they hang together. */
const OrganisationPage = () => {
  const organisation = createTrpcQuery(api.organisations.get)
  createPage(() => ({ title: organisations_title() }))
  return (
    <Loaded query={organisation} what={organisations_what()} rows={9}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1 dir="auto">{known().name}</h1>
            </div>
          </div>
          <div class="cols">
            <Section title={organisations_locations()} detail={countText(known())} first>
              <LocationTree organisation={known()} />
            </Section>
            <aside class="side" aria-label={organisations_facts()}>
              <section>
                <h2>{organisations_facts()}</h2>
                <DefinitionList facts={factsOf(known())} />
              </section>
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default OrganisationPage

const countText = ({ locations }: Organisation): string => {
  const enrolled = locations.filter((location) => location.enrolled).length
  return organisations_enrolled_count({ count: formatNumber(enrolled), all: formatNumber(locations.length) })
}

const factsOf = ({ globalNumber, country, domains }: Organisation) => [
  { term: organisations_global_number(), detail: <span class="num">{globalNumber}</span> },
  { term: organisations_country(), detail: countryName(country) },
  { term: organisations_domains(), detail: <span class="lines">{domains.join('\n')}</span> },
]
