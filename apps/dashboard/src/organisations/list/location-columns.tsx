import {
  hierarchy_column_below,
  hierarchy_column_place,
  organisations_column_currency,
  organisations_column_incentives,
  organisations_column_legal_name,
  organisations_column_level,
  organisations_column_location,
  organisations_column_number,
  organisations_column_path,
  organisations_column_since,
  organisations_column_state,
  organisations_enrolled,
  organisations_headquarters,
  organisations_not_enrolled,
} from '@ofrecord/messages/messages'
import { formatDate, formatNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import type { Answers } from '../answers.ts'
import { countryName } from '../countries.ts'
import { locationStatuses } from '../location-status.ts'

type Row = Answers['table']['rows'][number]

/** Every column of the table of locations. */
export const locationColumns: readonly Column<Row>[] = [
  {
    key: 'name',
    head: organisations_column_location(),
    names: true,
    sorts: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" dir="auto" href={paths.location(row.id)}>
          {row.name}
        </a>
        <span class="t3 num only-narrow">{row.number}</span>
        {row.isHeadquarters && <span class="t3 whitespace-nowrap">{organisations_headquarters()}</span>}
      </>
    ),
  },
  {
    key: 'number',
    head: organisations_column_number(),
    sorts: true,
    cell: (row) => <span class="num">{row.number}</span>,
  },
  { key: 'legalName', head: organisations_column_legal_name(), cell: (row) => row.legalName, spare: true },
  {
    key: 'path',
    head: organisations_column_path(),
    cell: (row) => <span dir="auto">{row.above.map(({ name }) => name).join(' › ')}</span>,
    spare: true,
  },
  { key: 'level', head: organisations_column_level(), cell: (row) => row.level, figures: true, spare: true },
  {
    key: 'place',
    head: hierarchy_column_place(),
    cell: (row) => <span>{[row.city, countryName(row.country)].filter(Boolean).join(', ')}</span>,
    slot: 'under',
  },
  {
    key: 'state',
    head: organisations_column_state(),
    cell: (row) => <Status look={locationStatuses[row.status].look}>{locationStatuses[row.status].word()}</Status>,
    slot: 'state',
  },
  {
    key: 'incentives',
    head: organisations_column_incentives(),
    cell: (row) => <span>{row.enrolled ? organisations_enrolled() : organisations_not_enrolled()}</span>,
    slot: 'next',
  },
  {
    key: 'below',
    head: hierarchy_column_below(),
    cell: (row) => (row.below > 0 ? formatNumber(row.below) : ''),
    figures: true,
    spare: true,
  },
  { key: 'currency', head: organisations_column_currency(), cell: (row) => row.currency, spare: true },
  {
    key: 'since',
    head: organisations_column_since(),
    cell: (row) => <span class="t3 num">{formatDate(row.createdAt)}</span>,
    spare: true,
  },
]
