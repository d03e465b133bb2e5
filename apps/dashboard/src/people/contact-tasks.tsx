import { useLocation } from '@solidjs/router'
import {
  people_tasks_bouncing,
  people_tasks_confirm_all,
  people_tasks_confirmed,
  people_tasks_inherited,
  people_tasks_missing,
  people_tasks_show,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Note } from '../ui/note.tsx'
import { perform } from './deed.ts'

/** What waits for somebody: mailboxes that give letters back, empty roles, contacts nobody has confirmed. */
export const ContactTasks = () => {
  const me = useMe()
  const location = useLocation()
  const tasks = createTrpcQuery(api.contacts.tasks)
  const [isBusy, setBusy] = createSignal(false)
  const count = (key: 'bouncing' | 'inherited' | 'missing') => answerOf(tasks)?.[key] ?? 0
  const confirmAll = async (): Promise<void> => {
    setBusy(true)
    await perform({ work: confirmInherited, told: people_tasks_confirmed() })
    setBusy(false)
  }
  return (
    <div class="notes">
      <Show when={count('bouncing') > 0}>
        <Note tone="act" icon="mail">
          <b>{people_tasks_bouncing({ count: count('bouncing') })}</b>{' '}
          <a class="u" href={`${paths.contacts}?state=bouncing`}>
            {people_tasks_show()}
          </a>
        </Note>
      </Show>
      <Show when={count('missing') > 0}>
        <Note tone="act">
          <b>{people_tasks_missing({ count: count('missing') })}</b>{' '}
          <a class="u" href={`${paths.contacts}?state=missing`}>
            {people_tasks_show()}
          </a>
        </Note>
      </Show>
      <Show when={count('inherited') > 0}>
        <Note icon="tree">
          <b>{people_tasks_inherited({ count: count('inherited') })}</b>{' '}
          <a class="u" href={`${paths.contacts}?state=inherited`}>
            {people_tasks_show()}
          </a>
          <Show when={may(me(), 'people.manage') && location.search.includes('state=inherited')}>
            {' '}
            <button type="button" class="link" aria-disabled={isBusy()} onClick={() => void confirmAll()}>
              {people_tasks_confirm_all()}
            </button>
          </Show>
        </Note>
      </Show>
    </div>
  )
}

/** The inherited ones of the first hundred locations, which is what the list shows at most. */
const confirmInherited = async (): Promise<void> => {
  const { rows } = await api.contacts.list.query({ state: 'inherited', size: 100 })
  const ids = rows.flatMap(({ contacts }) => contacts.filter(({ state }) => state === 'inherited').map(({ id }) => id))
  for (let at = 0; at < ids.length; at += 100)
    await api.contacts.confirm.mutate({ assignmentIds: ids.slice(at, at + 100) })
}
