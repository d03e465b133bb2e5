import { people_mail_back, people_no_name } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Flag } from '../ui/status.tsx'

interface Named {
  affiliationId: string
  /** Empty where only the address is known. */
  name: string
  email: string
  bouncedAt?: string | null
}

/** Somebody in a list: the name leads to their page where the reader may open it, the address stands below it. */
export const PersonCell = (props: { person: Named }) => {
  const me = useMe()
  const name = () => shownPerson(props.person.name) || people_no_name()
  return (
    <>
      <Show
        when={may(me(), 'people.see')}
        fallback={
          <span class="b" dir="auto">
            {name()}
          </span>
        }
      >
        <a class="name" dir="auto" href={paths.person(props.person.affiliationId)}>
          {name()}
        </a>
      </Show>
      <span class="t3">{shownPerson(props.person.email)}</span>
      <Show when={props.person.bouncedAt}>
        <Flag icon="mail">{people_mail_back()}</Flag>
      </Show>
    </>
  )
}

export const nameOrAddress = ({ name, email }: Pick<Named, 'name' | 'email'>): string => shownPerson(name || email)
