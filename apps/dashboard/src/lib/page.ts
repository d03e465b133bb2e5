import { createEffect, createSignal } from 'solid-js'

export interface Crumb {
  label: string
  href: string
}

export interface Page {
  title: string
  /** The pages above this one, from the outermost; the last is the way back on phones. */
  above?: readonly Crumb[]
}

const [page, setPage] = createSignal<Page>({ title: '' })

export { page }

/** Says what a page is called, for the breadcrumb, the browser's title and the way back on phones. */
export const createPage = (describe: () => Page): void => {
  createEffect(() => setPage(describe()))
}
