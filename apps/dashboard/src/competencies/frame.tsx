import {
  competencies_simulate,
  competencies_tab_history,
  competencies_tab_requirements,
  competencies_tabs,
  competencies_title,
  people_tab_certified,
  people_tab_trainings,
  references_title,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { createPage } from '../lib/page.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { showCurrent } from '../ui/current-tab.ts'
import './competencies.css'

const tabs = {
  competencies: { href: paths.competencies, label: competencies_title, needs: 'competencies.see' },
  certified: { href: paths.certified, label: people_tab_certified, needs: 'people.see' },
  trainings: { href: paths.trainings, label: people_tab_trainings, needs: 'people.see' },
  references: { href: paths.references, label: references_title, needs: 'references.see' },
  requirements: {
    href: programmePaths.competencyRequirements,
    label: competencies_tab_requirements,
    needs: 'competencies.see',
  },
  history: { href: programmePaths.competencyHistory, label: competencies_tab_history, needs: 'competencies.see' },
} as const

type TabKey = keyof typeof tabs

/** The head that the lists of competencies share, and the lists of what counts for them. */
export const CompetenciesFrame = (props: {
  current: 'competencies' | 'requirements' | 'history'
  actions?: JSX.Element
  lead?: JSX.Element
  children: JSX.Element
}) => {
  const me = useMe()
  const shown = () => (Object.keys(tabs) as TabKey[]).filter((key) => may(me(), tabs[key].needs))
  createPage(() =>
    props.current === 'competencies'
      ? { title: competencies_title() }
      : {
          title: tabs[props.current].label(),
          above: [{ label: competencies_title(), href: paths.competencies }],
        },
  )
  return (
    <>
      <div class="head">
        <div>
          <h1>{competencies_title()}</h1>
        </div>
        <div class="row wrap head-acts">
          {props.actions}
          <a class="btn" href={programmePaths.simulation}>
            {competencies_simulate()}
          </a>
        </div>
      </div>
      <Show when={props.lead}>
        <p class="t2 lead-in">{props.lead}</p>
      </Show>
      <nav class="tabs" ref={showCurrent} aria-label={competencies_tabs()}>
        <For each={shown()}>
          {(key) => (
            <a href={tabs[key].href} aria-current={key === props.current ? 'page' : undefined}>
              {tabs[key].label()}
            </a>
          )}
        </For>
      </nav>
      {props.children}
    </>
  )
}
