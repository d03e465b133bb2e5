import type { JSX } from 'solid-js'
import { For } from 'solid-js'
import { listParts } from '../lib/format.ts'

/** The vendor's catalogue has each name once: in English, whatever the language of the page, and is read out so. */
export const CatalogueName = (props: { class?: string | undefined; children: JSX.Element }) => (
  <span class={props.class} lang="en">
    {props.children}
  </span>
)

/** Names of the catalogue in a sentence of the page's language. */
export const CatalogueNames = (props: { names: readonly string[] }) => (
  <For each={listParts(props.names)}>
    {({ type, value }) => (type === 'element' ? <CatalogueName>{value}</CatalogueName> : value)}
  </For>
)
