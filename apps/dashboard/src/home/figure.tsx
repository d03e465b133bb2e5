import type { JSX } from 'solid-js'
import { For } from 'solid-js'
import { formatNumber } from '../lib/format.ts'

export interface Bar {
  key: string
  label: JSX.Element
  count: number
  /** Drawn in amber: only for what is late. */
  isLate?: boolean | undefined
  /** Written instead of the number, e.g. "100+". */
  countText?: string | undefined
}

/** Numbers with grey bars: a table first, so that nobody needs the bars. */
export const BarFigure = (props: { label: string; bars: readonly Bar[] }) => {
  const most = () => Math.max(1, ...props.bars.map(({ count }) => count))
  return (
    <table class="fig" role="table" aria-label={props.label}>
      <tbody role="rowgroup">
        <For each={props.bars}>
          {(bar) => (
            <tr role="row">
              <th role="rowheader" scope="row">
                {bar.label}
              </th>
              <td role="presentation" class="bar">
                <span
                  classList={{ late: bar.isLate ?? false }}
                  style={{ 'inline-size': `${(bar.count / most()) * 100}%` }}
                />
              </td>
              <td role="cell" class="r">
                {bar.countText ?? formatNumber(bar.count)}
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
