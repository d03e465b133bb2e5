import { createSignal } from 'solid-js'
import type { Density } from '../../ui/table.tsx'

const storageKey = 'ofrecord.density'
const densities: readonly Density[] = ['compact', 'regular', 'relaxed']

const stored = (): Density | undefined => {
  try {
    return densities.find((density) => density === localStorage.getItem(storageKey))
  } catch {
    return undefined
  }
}

/** The reader's row height, kept on this device: it says nothing about what the list shows, so it is not in the address. */
export const createDensity = (): readonly [() => Density, (density: Density) => void] => {
  const [density, setDensity] = createSignal<Density>(stored() ?? 'regular')
  const choose = (chosen: Density): void => {
    localStorage.setItem(storageKey, chosen)
    setDensity(chosen)
  }
  return [density, choose]
}
