/**
 * One believable set of parameters for each letter, and its variants: what the preview shows and the tests render. The
 * people are those of the demo world; nothing here is sent to anybody.
 */
import { accessSamples } from './access.samples.ts'
import { accountSamples } from './account.samples.ts'
import { claimSamples } from './claims.samples.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { competencySamples } from './competencies.samples.ts'
import { consentSamples } from './consent.samples.ts'
import { digestSamples } from './digest.samples.ts'
import { hierarchySamples } from './hierarchy.samples.ts'
import { membershipSamples } from './memberships.samples.ts'
import { peopleSamples } from './people.samples.ts'
import { referenceSamples } from './references.samples.ts'
import { supportSamples } from './support.samples.ts'

/** The samples of one letter, by the name of the variant; `usual` is always there. */
export type Samples<T extends LetterTemplate> = { readonly usual: LetterParams[T] } & {
  readonly [variant: string]: LetterParams[T]
}

export const samples: { readonly [T in LetterTemplate]: Samples<T> } = {
  ...consentSamples,
  ...claimSamples,
  ...peopleSamples,
  ...accessSamples,
  ...hierarchySamples,
  ...supportSamples,
  ...membershipSamples,
  ...competencySamples,
  ...referenceSamples,
  ...digestSamples,
  ...accountSamples,
}
