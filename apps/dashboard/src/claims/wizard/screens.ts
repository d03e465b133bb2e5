import type { WizardStep } from '@ofrecord/core/claims/claim.rules'

/** The wizard's pages. Items and subscriptions share one: the field opens beside its product. */
export const screens = ['activity', 'customer', 'items', 'contacts', 'review'] as const satisfies readonly WizardStep[]
export type Screen = (typeof screens)[number]

const isScreen = (word: string): word is Screen => (screens as readonly string[]).includes(word)

/** The page on which a step is asked; what nobody knows begins at the beginning. */
export const screenOf = (step: string): Screen => {
  if (isScreen(step)) return step
  return step === 'subscriptions' ? 'items' : 'activity'
}

export const screenAfter = (screen: Screen): Screen => screens[screens.indexOf(screen) + 1] ?? 'review'
export const screenBefore = (screen: Screen): Screen | undefined => screens[screens.indexOf(screen) - 1]
export const isBefore = (screen: Screen, other: Screen): boolean => screens.indexOf(screen) < screens.indexOf(other)
