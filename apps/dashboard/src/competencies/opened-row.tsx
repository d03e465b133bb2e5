import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import { competencies_details, competencies_what } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { programmePaths } from '../paths.programme.ts'
import { Loaded } from '../ui/loaded.tsx'
import { feeOf } from './fee.ts'
import { createNames } from './names.ts'
import { RequirementList } from './requirement-list.tsx'
import { bestOption } from './standing.ts'

/** The requirements of a row of the summary, counted as it is opened. */
export const OpenedRow = (props: { row: SummaryRow }) => {
  const names = createNames()
  const known = createTrpcQuery(api.competencies.get, () => ({ enrollmentId: props.row.enrollmentId }))
  return (
    <Loaded query={known} what={competencies_what()} rows={3}>
      {(answer) => (
        <>
          <Show when={bestOption(answer().standing, props.row.level)}>
            {(option) => (
              <RequirementList
                place={{
                  competency: props.row.competency.code,
                  locationId: props.row.location.id,
                  renewsOn: answer().standing.outlook?.on ?? props.row.renewsOn,
                }}
                level={props.row.level}
                option={option().option}
                requirements={option().requirements}
                failing={answer().standing.outlook?.failing ?? []}
                fee={feeOf(props.row)}
                names={names}
              />
            )}
          </Show>
          <p class="sm">
            <a href={programmePaths.competency(props.row.enrollmentId)}>{competencies_details()}</a>
          </p>
        </>
      )}
    </Loaded>
  )
}
