import {
  competencies_goal_drop,
  competencies_goal_dropped,
  competencies_goal_set,
  competencies_goal_set_at,
  competencies_undone,
} from '@ofrecord/messages/messages'
import { Match, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { perform } from './deed.ts'
import type { Answers } from './names.ts'

/** A competency that is worked for, or lapsed, can be a goal; one that is held needs none. */
export const GoalButton = (props: { known: Answers['get'] }) => {
  const me = useMe()
  const mayChange = () => may(me(), 'competencies.manage')
  const set = (): void => {
    const { competency, location } = props.known
    void perform({
      work: () => api.competencies.setGoal.mutate({ competency: competency.code, locationId: location.id }),
      told: competencies_goal_set_at({ competency: competency.name, location: location.name }),
    })
  }
  const drop = (): void => {
    const { enrollmentId, competency, location } = props.known
    void perform({
      work: () => api.competencies.dropGoal.mutate({ enrollmentId }),
      told: competencies_goal_dropped(),
      back: {
        work: () => api.competencies.setGoal.mutate({ competency: competency.code, locationId: location.id }),
        told: competencies_undone(),
      },
    })
  }
  return (
    <Switch>
      <Match when={mayChange() && props.known.goal}>
        <Button onClick={drop}>{competencies_goal_drop()}</Button>
      </Match>
      <Match when={mayChange() && ['in_progress', 'qualified', 'lapsed'].includes(props.known.state)}>
        <Button onClick={set}>{competencies_goal_set()}</Button>
      </Match>
    </Switch>
  )
}
