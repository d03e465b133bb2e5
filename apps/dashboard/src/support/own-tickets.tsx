import {
  support_empty,
  support_empty_none,
  support_export_text,
  support_lead,
  support_new,
  support_search,
  support_title,
  support_what,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { ListView } from '../lists/list-view.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Icon } from '../ui/icon.tsx'
import { ticketColumns } from './columns.tsx'
import { addressNames, filtersIn, ticketChips } from './filters.ts'
import { supportPaths } from './paths.ts'
import { stateWords } from './words.ts'

/** What one asked the service desk, and what others asked at the locations one administers (SUP-R5). */
export const OwnTickets = () => {
  const me = useMe()
  const address = createListAddress(addressNames)
  const search = createAddressSearch(address)
  const filters = () => filtersIn(address.value)
  const list = createTrpcQuery(
    api.support.list,
    () => ({ ...filters(), size: address.size(), cursor: address.cursor() }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: support_title() }))
  const add = () => (
    <a class="btn primary" href={supportPaths.newTicket}>
      <Icon name="plus" />
      {support_new()}
    </a>
  )
  return (
    <>
      <div class="head">
        <div>
          <h1>{support_title()}</h1>
          <p class="t2">{support_lead({ vendor: me().vendor.name })}</p>
        </div>
        <div class="row wrap">
          <ExportButton procedure={api.support.count} file="tickets" filters={filters()} text={support_export_text} />
          {add()}
        </div>
      </div>
      <FilterBar
        search={{ value: search.typed(), onInput: search.set, label: support_search(), placeholder: support_search() }}
        filters={ticketChips(address, stateWords)}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
        what={support_what()}
        label={support_title()}
        columns={ticketColumns()}
        rowKey={(row) => row.ticketId}
        rowName={(row) => row.number}
        empty={{ title: support_empty_none(), text: '' }}
        none={{ title: support_empty(), text: '' }}
      />
    </>
  )
}
