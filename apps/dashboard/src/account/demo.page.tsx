import { useNavigate, useSearchParams } from '@solidjs/router'
import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import {
  account_demo_absent_text,
  account_demo_absent_title,
  account_demo_back,
  account_demo_enter,
  account_demo_lead,
  account_demo_people,
  account_demo_step,
  account_demo_title,
  account_demo_roles,
  account_demo_scope,
  account_demo_person,
  account_sign_in,
  account_signing_in,
} from '@ofrecord/messages/messages'
import { formatList } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { paths, wantedPath } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/note.tsx'
import { EmptyState, LoadingBars } from '../ui/states.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Entrance } from './entrance.tsx'
import { roleName } from './role-name.ts'
import type { DemoPerson } from './signing-in.ts'
import { SecondStep } from './second-step.tsx'
import { demoPeople, forgetAnswers, signInAsDemoPerson } from './signing-in.ts'

/** The people of the demonstration, one press each; there is nothing here in an installation that is not one. */
const DemoPage = () => {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [needsStep, setNeedsStep] = createSignal(false)
  const enter = (): void => {
    forgetAnswers()
    navigate(wantedPath(search['next']), { replace: true })
  }
  return (
    <Entrance title={account_demo_title()} single>
      <Show
        when={!needsStep()}
        fallback={
          <SecondStep onIn={enter} onBack={() => setNeedsStep(false)} back={account_demo_back()}>
            {account_demo_step()}
          </SecondStep>
        }
      >
        <Choice onIn={enter} onStep={() => setNeedsStep(true)} />
      </Show>
    </Entrance>
  )
}

export default DemoPage

interface Ways {
  onIn: () => void
  /** Whoever was chosen has a second step. */
  onStep: () => void
}

const Choice = (props: Ways) => {
  const [people] = createResource(demoPeople)
  return (
    <section aria-labelledby="demo">
      <h1 id="demo">{account_demo_title()}</h1>
      <p class="lead">{account_demo_lead()}</p>
      <Switch fallback={<LoadingBars what={account_demo_people()} />}>
        <Match when={people.latest}>{(known) => <People {...props} people={known()} />}</Match>
        <Match when={!people.loading}>
          <EmptyState
            title={account_demo_absent_title()}
            action={
              <a class="btn" href={paths.signIn}>
                {account_sign_in()}
              </a>
            }
          >
            {account_demo_absent_text()}
          </EmptyState>
        </Match>
      </Switch>
    </section>
  )
}

const People = (props: Ways & { people: readonly DemoPerson[] }) => {
  const [entering, setEntering] = createSignal<string>()
  const [failure, setFailure] = createSignal<string>()
  const enter = async (person: DemoPerson): Promise<void> => {
    setEntering(person.login)
    setFailure(undefined)
    try {
      if ((await signInAsDemoPerson(person)) === 'in') props.onIn()
      else props.onStep()
    } catch (error) {
      setFailure(problemOf(error).message)
    } finally {
      setEntering(undefined)
    }
  }
  const columns: Column<DemoPerson>[] = [
    {
      key: 'name',
      head: account_demo_person(),
      names: true,
      slot: 'title',
      cell: (person) => <span class="b">{person.name}</span>,
    },
    {
      key: 'roles',
      head: account_demo_roles(),
      slot: 'under',
      cell: (person) => formatList(person.roles.map(roleName)),
    },
    { key: 'scope', head: account_demo_scope(), slot: 'state', cell: (person) => person.scope },
    {
      key: 'enter',
      head: account_sign_in(),
      slot: 'next',
      cell: (person) => (
        <Button busy={entering() === person.login} busyWord={account_signing_in()} onClick={() => void enter(person)}>
          {account_demo_enter({ name: person.name.split(' ')[0] ?? person.name })}
        </Button>
      ),
    },
  ]
  return (
    <>
      <Show when={failure()}>
        <div class="mb-4">
          <Note tone="stop" icon="alert" alert>
            {failure()}
          </Note>
        </div>
      </Show>
      <div class="still">
        <Table label={account_demo_people()} columns={columns} rows={props.people} rowKey={(person) => person.login} />
      </div>
    </>
  )
}
