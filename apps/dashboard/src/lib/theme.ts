import { createSignal } from 'solid-js'

export type Theme = 'system' | 'light' | 'dark'

/** The line in index.html reads the same keys before the first paint. */
const themeKey = 'ofrecord.theme'
const contrastKey = 'ofrecord.contrast'

const root = document.documentElement
const readTheme = (): Theme => {
  const set = root.dataset['theme']
  return set === 'light' || set === 'dark' ? set : 'system'
}

const [theme, setTheme] = createSignal<Theme>(readTheme())
const [moreContrast, setMoreContrast] = createSignal(root.dataset['contrast'] === 'more')

export { moreContrast, theme }

export const chooseTheme = (chosen: Theme): void => {
  keep(themeKey, 'theme', chosen === 'system' ? undefined : chosen)
  setTheme(chosen)
}

export const chooseContrast = (more: boolean): void => {
  keep(contrastKey, 'contrast', more ? 'more' : undefined)
  setMoreContrast(more)
}

/** What is seen now, whether chosen or taken from the system. */
export const isDark = (): boolean =>
  theme() === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme() === 'dark'

const keep = (key: string, attribute: string, value: string | undefined): void => {
  if (value === undefined) {
    delete root.dataset[attribute]
    localStorage.removeItem(key)
    return
  }
  root.dataset[attribute] = value
  localStorage.setItem(key, value)
}
