/** Every symbol of icons.svg, the sprite that the build puts into the page. */
export type IconName =
  | 'action'
  | 'active'
  | 'alert'
  | 'badge'
  | 'bell'
  | 'box'
  | 'check'
  | 'chevd'
  | 'chevr'
  | 'clock'
  | 'coins'
  | 'columns'
  | 'compete'
  | 'contrast'
  | 'denied'
  | 'download'
  | 'draft'
  | 'drag'
  | 'edit'
  | 'ended'
  | 'eye'
  | 'file'
  | 'gear'
  | 'globe'
  | 'help'
  | 'home'
  | 'info'
  | 'key'
  | 'link'
  | 'lock'
  | 'mail'
  | 'mark'
  | 'menu'
  | 'more'
  | 'paused'
  | 'people'
  | 'plus'
  | 'queue'
  | 'quote'
  | 'record'
  | 'rejected'
  | 'review'
  | 'scale'
  | 'search'
  | 'shield'
  | 'sort'
  | 'submitted'
  | 'tree'
  | 'undo'
  | 'upload'
  | 'user'
  | 'window'
  | 'withdrawn'
  | 'x'

/** Decoration beside a word: an icon never stands alone, so it has no name of its own. */
export const Icon = (props: { name: IconName; flip?: boolean }) => (
  <svg
    class="i"
    classList={{ flip: props.flip ?? false, onward: props.name === 'chevr' && !props.flip }}
    aria-hidden="true"
  >
    <use href={`#i-${props.name}`} />
  </svg>
)
