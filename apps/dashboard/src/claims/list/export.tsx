import { lists_export_text } from '@ofrecord/messages/messages'
import { api } from '../../lib/api.ts'
import { ExportButton as ListExportButton } from '../../lists/export-button.tsx'
import type { ListFilters } from './filters.ts'
import { filtersAsked } from './filters.ts'

/** The claims with these filters as a file. */
export const ExportButton = (props: { filters: ListFilters }) => (
  <ListExportButton
    procedure={api.claims.exportCount}
    file="claims"
    filters={filtersAsked(props.filters)}
    text={lists_export_text}
  />
)
