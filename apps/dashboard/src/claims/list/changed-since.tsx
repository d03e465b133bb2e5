import { lists_changed_show } from '@ofrecord/messages/messages'
import { Note } from '../../ui/note.tsx'

/** Says that rows which were still to come stand above the first page by now, since they changed. */
export const ChangedSince = (props: { text: string; onShow: () => void }) => (
  <div class="mb-3" role="status">
    <Note icon="clock">
      {props.text}{' '}
      <button type="button" class="link" onClick={() => props.onShow()}>
        {lists_changed_show()}
      </button>
    </Note>
  </div>
)
