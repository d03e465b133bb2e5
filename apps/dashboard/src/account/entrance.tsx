import type { JSX } from 'solid-js'
import { createEffect, For } from 'solid-js'
import { account_product, common_language } from '@ofrecord/messages/messages'
import { chooseLocale, locale, localeChoices } from '../lib/locale.ts'
import { Icon } from '../ui/icon.tsx'

/** The frame of pages before signing in. */
export const Entrance = (props: { title: string; single?: boolean; children: JSX.Element }) => {
  createEffect(() => (document.title = `${props.title} · Ofrecord`))
  return (
    <div class="enter">
      <header>
        <span class="brand">
          <Icon name="mark" />
          Ofrecord
        </span>
      </header>
      <main classList={{ single: props.single ?? false }}>{props.children}</main>
      <footer>
        <label class="row">
          <Icon name="globe" />
          <span class="vh">{common_language()}</span>
          <span class="sel">
            <select
              class="inp"
              onChange={(event) => chooseLocale(event.currentTarget.value as ReturnType<typeof locale>)}
            >
              <For each={localeChoices()}>
                {({ value, name }) => (
                  <option value={value} selected={value === locale()}>
                    {name}
                  </option>
                )}
              </For>
            </select>
            <Icon name="chevd" />
          </span>
        </label>
        <span class="push">{account_product()}</span>
      </footer>
    </div>
  )
}
