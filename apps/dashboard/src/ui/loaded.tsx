import type { Accessor, JSX } from 'solid-js'
import { Match, Show, Switch } from 'solid-js'
import {
  common_absent_text,
  common_absent_title,
  common_forbidden_title,
  common_not_loaded,
  common_stale,
  common_try_again,
} from '@ofrecord/messages/messages'
import { isAbsent, isForbidden, problemOf } from '../lib/problem.ts'
import { Note } from './note.tsx'
import { EmptyState, ErrorState, LoadingBars } from './states.tsx'

/** The part of a query that is shown; `createTrpcQuery` returns one. */
interface Asked<Data> {
  readonly isPending: boolean
  readonly isError: boolean
  readonly isFetching: boolean
  readonly error: unknown
  readonly data: Data | undefined
  refetch: () => unknown
}

export interface LoadedProps<Data> {
  query: Asked<Data>
  /** What is being loaded, as it stands in "Loading claims". */
  what: string
  /** Bars while waiting, about as many as there will be rows. */
  rows?: number | undefined
  /** Drawn instead of bars. */
  waiting?: JSX.Element
  /** What is loaded is the whole page: where it is not there, its first heading says so. */
  whole?: boolean | undefined
  /** Drawn when the record does not exist, or not for this reader. */
  absent?: JSX.Element
  children: (data: Accessor<Data>) => JSX.Element
}

/** Waiting, failed, absent or there: the four ends of a question. Data that could not be renewed stays, and says so. */
export const Loaded = <Data,>(props: LoadedProps<Data>) => {
  const data = () => (props.query.isPending ? undefined : props.query.data)
  return (
    <Switch>
      <Match when={props.query.isPending}>{props.waiting ?? <LoadingBars what={props.what} rows={props.rows} />}</Match>
      <Match when={data() === undefined && isAbsent(props.query.error)}>
        {props.absent ?? (
          <EmptyState title={common_absent_title()} whole={props.whole}>
            {common_absent_text()}
          </EmptyState>
        )}
      </Match>
      <Match when={data() === undefined && isForbidden(props.query.error)}>
        <EmptyState title={common_forbidden_title()} whole={props.whole}>
          {problemOf(props.query.error).message}
        </EmptyState>
      </Match>
      <Match when={data() === undefined && props.query.isError}>
        <ErrorState
          title={common_not_loaded()}
          problem={problemOf(props.query.error)}
          whole={props.whole}
          retrying={props.query.isFetching}
          onRetry={() => void props.query.refetch()}
        />
      </Match>
      <Match when={data() !== undefined}>
        <Show when={props.query.isError}>
          <Note tone="stop" icon="alert" alert>
            {common_stale()} {problemOf(props.query.error).message}{' '}
            <button type="button" class="link" onClick={() => void props.query.refetch()}>
              {common_try_again()}
            </button>
          </Note>
        </Show>
        {props.children(data as Accessor<Data>)}
      </Match>
    </Switch>
  )
}
