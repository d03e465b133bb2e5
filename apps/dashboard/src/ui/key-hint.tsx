import { keyNames } from '../lib/shortcuts.ts'

/** A small key beside what it does; hidden where there is no keyboard, and from screen readers, which have the key sheet. */
export const KeyHint = (props: { keys: string }) => <kbd aria-hidden="true">{keyNames(props.keys).join(' ')}</kbd>
