import type { Accessor } from 'solid-js'
import { createSignal, onCleanup, onMount } from 'solid-js'
import type { IconName } from '../ui/icon.tsx'

/** What a page adds to the command palette while it is open; the group is "Do" unless it finds things. */
export interface PageCommand {
  icon: IconName
  label: string
  detail?: string
  keys?: string
  act: () => void
}

const [sources, setSources] = createSignal<readonly Accessor<readonly PageCommand[]>[]>([])

export const pageCommands = (): PageCommand[] => sources().flatMap((source) => source())

/** Registers commands for as long as the component lives: "Add evidence to 1000371". */
export const createCommands = (commands: Accessor<readonly PageCommand[]>): void => {
  onMount(() => setSources((known) => [...known, commands]))
  onCleanup(() => setSources((known) => known.filter((source) => source !== commands)))
}
