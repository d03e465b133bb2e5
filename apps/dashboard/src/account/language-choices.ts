import { languageName } from '../lib/locale.ts'
import type { Option } from '../ui/inputs.tsx'

/** The languages that letters are written in. */
export const languageChoices = (): Option[] =>
  ['en', 'it', 'de', 'fr', 'es', 'ja', 'ar'].map((value) => ({ value, label: languageName(value) }))
