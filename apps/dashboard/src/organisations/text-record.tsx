import { hierarchy_record_name, hierarchy_record_type, hierarchy_record_value } from '@ofrecord/messages/messages'
import { DefinitionList } from '../ui/record.tsx'

/** A record as it is written into a name server. */
export const TextRecordFacts = (props: { record: { name: string; value: string } }) => (
  <DefinitionList
    class="mt-3 mb-3"
    facts={[
      { term: hierarchy_record_type(), detail: 'TXT', mono: true },
      { term: hierarchy_record_name(), detail: props.record.name, mono: true },
      { term: hierarchy_record_value(), detail: props.record.value, mono: true },
    ]}
  />
)
