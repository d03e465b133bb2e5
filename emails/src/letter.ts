import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { LooseValues, Shape, Values } from './template.ts'

/** The folders of letters, and the file of the catalogue that each looks into before `letters.json`. */
export const textFiles = {
  claims: 'letters',
  consent: 'letters',
  people: 'peopleletters',
  hierarchy: 'treeletters',
  competencies: 'competencyletters',
  access: 'accessletters',
  account: 'accountletters',
  digest: 'digestletters',
  memberships: 'feeletters',
  references: 'referenceletters',
  support: 'supportletters',
} as const

/** One letter as the renderer sees it; its texts are `emails/<room>/<name>.mjml`, `.txt` and the catalogue. */
export interface Letter<P> {
  readonly room: keyof typeof textFiles
  readonly shape: Shape
  /** Names of editions in which some texts differ: `letters_association_notice_deal_opt_in` in `opt_in`. */
  readonly editions?: readonly string[]
  /** Which of them the parameters want; undefined: the usual one. */
  readonly editionOf?: (params: P) => string | undefined
  readonly fill: (params: P, locale: Locale) => LooseValues
}

/**
 * Defines a letter: which values its templates may use, and how they come from the parameters. `fill` decides nothing
 * about the case; it puts names, moments and links into a form that can be printed.
 */
export function letter<P, const S extends Shape>(definition: {
  readonly room: Letter<P>['room']
  readonly shape: S
  readonly editions?: readonly string[]
  readonly editionOf?: (params: P) => string | undefined
  readonly fill: (params: P, locale: Locale) => Values<S>
}): Letter<P> {
  return definition
}
