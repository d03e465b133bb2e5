import {
  support_desk_lead,
  support_desk_title,
  support_empty,
  support_empty_desk,
  support_enquiries_link,
  support_export_text,
  support_search_desk,
  support_what,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { ListView } from '../lists/list-view.tsx'
import { paths } from '../paths.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { queueColumns } from './columns.tsx'
import { addressNames, filtersIn, ticketChips } from './filters.ts'
import { deskWords } from './words.ts'

/** The service desk's tickets: what nobody has, what is one's own, and for a lead all of them. */
export const Queue = () => {
  const address = createListAddress(addressNames)
  const search = createAddressSearch(address)
  const filters = () => filtersIn(address.value)
  const list = createTrpcQuery(
    api.supportDesk.queue,
    () => ({ ...filters(), size: address.size(), cursor: address.cursor() }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: support_desk_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{support_desk_title()}</h1>
          <p class="t2">{support_desk_lead()}</p>
          <p class="sm">
            <a href={`${paths.ticketDesk}/enquiries`}>{support_enquiries_link()}</a>
          </p>
        </div>
        <ExportButton procedure={api.supportDesk.count} file="tickets" filters={filters()} text={support_export_text} />
      </div>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: support_search_desk(),
          placeholder: support_search_desk(),
        }}
        filters={ticketChips(address, deskWords)}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
        what={support_what()}
        label={support_desk_title()}
        columns={queueColumns()}
        rowKey={(row) => row.ticketId}
        rowName={(row) => row.number}
        empty={{ title: support_empty_desk(), text: '' }}
        none={{ title: support_empty(), text: '' }}
      />
    </>
  )
}
