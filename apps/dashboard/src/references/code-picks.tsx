import {
  references_hint_competencies,
  references_hint_products,
  references_pick_counted,
  references_pick_none,
  references_pick_remove,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { CheckBox } from '../ui/choices.tsx'
import { Field, FieldNotes } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Suggestion } from '../ui/suggestions.tsx'
import { Combobox } from '../ui/suggestions.tsx'
import type { ReferenceOptions } from './answers.ts'
import type { ReferenceForm } from './form.ts'
import { idOf } from './form.ts'
import { labelOf } from './problem.words.ts'

interface PicksProps {
  form: ReferenceForm
  options: ReferenceOptions
}

const toggled = (codes: readonly string[], code: string, on: boolean): string[] =>
  on ? [...codes.filter((each) => each !== code), code] : codes.filter((each) => each !== code)

/** The competencies that it may count for, by their groups. */
export const CompetencyTicks = (props: PicksProps) => {
  const groups = () => [...new Set(props.options.competencies.map(({ groupName }) => groupName))]
  const first = () => props.options.competencies[0]?.code
  const id = idOf('competencies')
  const tick = (code: string, on: boolean): void => {
    props.form.set('competencies', toggled(props.form.fields.competencies, code, on))
    props.form.leave('competencies')
  }
  return (
    <fieldset
      class="fld"
      aria-describedby={props.form.errorOf('competencies') ? `${id}-hint ${id}-error` : `${id}-hint`}
    >
      <legend>{labelOf('competencies')}</legend>
      <span class="hint" id={`${id}-hint`}>
        {references_hint_competencies()}
      </span>
      <div class="groups">
        <For each={groups()}>
          {(group) => (
            <div class="group">
              <p class="t3 sm" dir="auto">
                {group}
              </p>
              <For each={props.options.competencies.filter(({ groupName }) => groupName === group)}>
                {({ code, name }) => (
                  <CheckBox
                    id={code === first() ? id : undefined}
                    label={<span dir="auto">{name}</span>}
                    checked={props.form.fields.competencies.includes(code)}
                    onChange={(on) => tick(code, on)}
                  />
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <FieldNotes id={id} error={props.form.errorOf('competencies')} />
    </fieldset>
  )
}

/** The products and services that were used: found by typing, since there are many. */
export const ProductPicks = (props: PicksProps) => {
  const [typed, setTyped] = createSignal('')
  const [isOpen, setOpen] = createSignal(false)
  let box: HTMLDivElement | undefined
  const chosen = () => props.form.fields.products
  const nameOf = (code: string): string => props.options.products.find((each) => each.code === code)?.name ?? code
  const found = createMemo((): Suggestion[] | undefined => {
    const wanted = typed().trim().toLocaleLowerCase()
    if (!isOpen() || wanted === '') return undefined
    return props.options.products
      .filter(({ code, name }) => !chosen().includes(code) && `${name} ${code}`.toLocaleLowerCase().includes(wanted))
      .map(({ code, name, family }) => ({ key: code, label: name, detail: family }))
  })
  const change = (code: string, on: boolean): void => {
    props.form.set('products', toggled(chosen(), code, on))
    props.form.leave('products')
    setTyped('')
    // What was pressed is gone with its line; the keyboard goes on from the field.
    if (!on) box?.querySelector('input')?.focus()
  }
  return (
    <div ref={box}>
      <Field id={idOf('products')} label={labelOf('products')} hint={references_hint_products()} optional>
        <Combobox
          typed={typed()}
          onType={(text) => {
            setTyped(text)
            setOpen(true)
          }}
          found={found()}
          onTake={({ key }) => change(key, true)}
          onClose={() => setOpen(false)}
          label={labelOf('products')}
          none={references_pick_none()}
          counted={(count) => references_pick_counted({ count })}
        />
      </Field>
      <Show when={chosen().length > 0}>
        <ul class="picked" aria-label={labelOf('products')}>
          <For each={chosen()}>
            {(code) => (
              <li class="chip">
                <span dir="auto">{nameOf(code)}</span>
                <button
                  type="button"
                  aria-label={references_pick_remove({ name: nameOf(code) })}
                  onClick={() => change(code, false)}
                >
                  <Icon name="x" />
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
