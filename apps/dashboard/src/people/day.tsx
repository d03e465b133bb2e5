import { dayText } from './days.ts'

/** A day of the calendar in a table: it stays on one line. */
export const Day = (props: { of: string }) => <span class="day">{dayText(props.of)}</span>
