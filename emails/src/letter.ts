import type { Locale } from '@ofrecord/messages/runtime'
import type { LooseValues, Shape, Values } from './template.ts'

/** One letter as the renderer sees it; its texts are `emails/<room>/<name>.mjml`, `.txt` and the catalogue. */
export interface Letter<P> {
  readonly room: 'claims' | 'consent'
  readonly shape: Shape
  readonly fill: (params: P, locale: Locale) => LooseValues
}

/**
 * Defines a letter: which values its templates may use, and how they come from the parameters. `fill` decides nothing
 * about the case; it puts names, moments and links into a form that can be printed.
 */
export function letter<P, const S extends Shape>(definition: {
  readonly room: Letter<P>['room']
  readonly shape: S
  readonly fill: (params: P, locale: Locale) => Values<S>
}): Letter<P> {
  return definition
}
