import type { inferRouterOutputs } from '@trpc/server'
import {
  programme_fees_amount,
  programme_fees_by,
  programme_fees_country,
  programme_fees_currency,
  programme_fees_day,
  programme_fees_export,
  programme_fees_file,
  programme_fees_file_on,
  programme_fees_from,
  programme_fees_hand,
  programme_fees_later,
  programme_fees_lead,
  programme_fees_name,
  programme_fees_none,
  programme_fees_none_text,
  programme_fees_now,
  programme_fees_offer,
  programme_fees_open,
  programme_fees_past,
  programme_fees_percent,
  programme_fees_price_list,
  programme_fees_rate,
  programme_fees_rates,
  programme_fees_rates_lead,
  programme_fees_set,
  programme_fees_state,
  programme_fees_taxes,
  programme_fees_taxes_lead,
  programme_fees_title,
  programme_fees_until,
  programme_fees_what,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatDate, formatNumber } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { formatMoney } from '../memberships/money.ts'
import { offerWords } from '../memberships/words.ts'
import { countryName } from '../organisations/countries.ts'
import { dayText } from '../people/days.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState } from '../ui/states.tsx'
import { looks, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { PriceDialog } from './price.dialog.tsx'
import { ProgrammeTabs } from './tabs.tsx'
import './programme.css'

type Fees = inferRouterOutputs<AppRouter>['memberships']['fees']['list']
type Version = Fees['prices'][number]

/** What partners pay: prices by currency with their history, and what they are converted and taxed by (MEM-R4). */
const FeesPage = () => {
  const me = useMe()
  const fees = createTrpcQuery(api.memberships.fees.list)
  const [isSetting, setSetting] = createSignal(false)
  createPage(() => ({ title: programme_fees_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{programme_fees_title()}</h1>
          <p class="t2">{programme_fees_lead()}</p>
        </div>
        <a class="btn" href="/exports/prices.csv" download="">
          <Icon name="download" />
          {programme_fees_export()}
        </a>
        <Show when={may(me(), 'programme.manage')}>
          <Button look="primary" onClick={() => setSetting(true)}>
            {programme_fees_set()}
          </Button>
        </Show>
      </div>
      <ProgrammeTabs now="fees" />
      <Loaded query={fees} what={programme_fees_what()} rows={10}>
        {(known) => (
          <>
            <Prices fees={known()} />
            <Rates fees={known()} />
            <Taxes fees={known()} />
            <Show when={isSetting()}>
              <PriceDialog today={known().today} onClose={() => setSetting(false)} />
            </Show>
          </>
        )}
      </Loaded>
    </>
  )
}

export default FeesPage

const Prices = (props: { fees: Fees }) => {
  const currencies = () => [...new Set(props.fees.prices.map(({ currency }) => currency))]
  return (
    <Show
      when={currencies().length > 0}
      fallback={<EmptyState title={programme_fees_none()}>{programme_fees_none_text()}</EmptyState>}
    >
      <For each={currencies()}>
        {(currency, index) => (
          <Section title={programme_fees_price_list({ currency })} first={index() === 0}>
            <div class="prices">
              <Table
                label={programme_fees_price_list({ currency })}
                columns={priceColumns(props.fees.today)}
                rows={props.fees.prices.filter((version) => version.currency === currency)}
                rowKey={(row) => row.id}
                narrow="labels"
              />
            </div>
          </Section>
        )}
      </For>
    </Show>
  )
}

const priceColumns = (today: string): Column<Version>[] => [
  {
    key: 'offer',
    head: programme_fees_offer(),
    names: true,
    cell: (row) => <span class="b">{offerWords[row.offer].word()}</span>,
  },
  {
    key: 'amount',
    head: programme_fees_amount(),
    figures: true,
    cell: (row) => <span class="num">{formatMoney(row.amountMinor, row.currency)}</span>,
  },
  { key: 'from', head: programme_fees_from(), cell: (row) => dayText(row.validFrom) },
  {
    key: 'until',
    head: programme_fees_until(),
    cell: (row) => (row.validUntil ? dayText(row.validUntil) : programme_fees_open()),
  },
  { key: 'by', head: programme_fees_by(), cell: (row) => <span class="t2">{setBy(row)}</span> },
  { key: 'state', head: programme_fees_state(), cell: (row) => <Holds version={row} today={today} /> },
]

const setBy = ({ via, setAt, setByName }: Version): string => {
  if (setAt === null) return programme_fees_file()
  const date = formatDate(setAt)
  return via === 'hand' ? programme_fees_hand({ name: setByName ?? '', date }) : programme_fees_file_on({ date })
}

const Holds = (props: { version: Version; today: string }) => {
  const now = () => holdsOn(props.version, props.today)
  return <Status look={now().look}>{now().word()}</Status>
}

const holdsOn = ({ validFrom, validUntil }: Version, today: string) => {
  if (validFrom > today) return { look: looks.dashed, word: programme_fees_later }
  return validUntil !== null && validUntil < today
    ? { look: looks.ended, word: programme_fees_past }
    : { look: looks.inForce, word: programme_fees_now }
}

const Rates = (props: { fees: Fees }) => (
  <Section title={programme_fees_rates()} detail={programme_fees_rates_lead()}>
    <Table
      label={programme_fees_rates()}
      columns={rateColumns}
      rows={props.fees.rates}
      rowKey={(row) => row.currency}
      narrow="labels"
    />
  </Section>
)

const rateColumns: Column<Fees['rates'][number]>[] = [
  { key: 'currency', head: programme_fees_currency(), names: true, cell: (row) => <b>{row.currency}</b> },
  {
    key: 'rate',
    head: programme_fees_rate(),
    figures: true,
    cell: (row) => <span class="num">{formatNumber(Number(row.perDollar))}</span>,
  },
  { key: 'day', head: programme_fees_day(), cell: (row) => dayText(row.day) },
]

const Taxes = (props: { fees: Fees }) => (
  <Section title={programme_fees_taxes()} detail={programme_fees_taxes_lead()}>
    <Table
      label={programme_fees_taxes()}
      columns={taxColumns}
      rows={props.fees.taxes}
      rowKey={(row) => `${row.country} ${row.validFrom}`}
      narrow="labels"
    />
  </Section>
)

const taxColumns: Column<Fees['taxes'][number]>[] = [
  { key: 'country', head: programme_fees_country(), names: true, cell: (row) => countryName(row.country) },
  { key: 'name', head: programme_fees_name(), cell: (row) => row.name },
  {
    key: 'percent',
    head: programme_fees_percent(),
    figures: true,
    cell: (row) => <span class="num">{formatNumber(row.basisPoints / 100)} %</span>,
  },
  { key: 'from', head: programme_fees_from(), cell: (row) => dayText(row.validFrom) },
]
