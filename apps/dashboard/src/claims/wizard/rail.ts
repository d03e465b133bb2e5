import {
  claims_rail_beside,
  claims_rail_evidence,
  claims_rail_more,
  claims_rail_subscriptions,
  claims_screen_activity,
  claims_screen_contacts,
  claims_screen_customer,
  claims_screen_items,
  claims_screen_review,
} from '@ofrecord/messages/messages'
import { paths } from '../../paths.ts'
import type { Step } from '../../ui/steps.tsx'
import type { Screen } from './screens.ts'
import { isBefore, screens } from './screens.ts'
import { summaryOf } from './summary.ts'
import type { Wizard } from './wizard-context.ts'
import { areaOf } from './wizard-context.ts'

const titles: Record<Screen, () => string> = {
  activity: claims_screen_activity,
  customer: claims_screen_customer,
  items: claims_screen_items,
  contacts: claims_screen_contacts,
  review: claims_screen_review,
}

/**
 * The way from the first choice to the submission, as the rail names it. What was reached can be gone back to; the
 * documents come on the claim's own page.
 */
export const railOf = (wizard: Wizard, now: Screen, reached: Screen): Step[] => {
  const draftId = wizard.keeper.place()?.draftId
  const stepOf = (screen: Screen): Step => {
    if (screen === now) return { label: titles[screen](), at: 'now' }
    const isDone = draftId !== undefined && !isBefore(reached, screen)
    if (!isDone) return { label: titles[screen](), at: 'next' }
    const href = paths.unfinishedClaim(draftId, screen)
    return { label: titles[screen](), at: 'done', href, chosen: chosenOn(wizard, screen) }
  }
  const steps = screens.map(stepOf)
  const hasSubscriptions = areaOf(wizard)?.level === 'subscription'
  if (hasSubscriptions) steps.splice(screens.indexOf('items') + 1, 0, subscriptionStep(steps[screens.indexOf('items')]))
  return wizard.claimId ? steps : [...steps, { label: claims_rail_evidence(), at: 'next' }]
}

/** Subscriptions are asked beside each product, on the same page as the items. */
const subscriptionStep = (items: Step | undefined): Step => {
  const at = items?.at ?? 'next'
  return {
    label: claims_rail_subscriptions(),
    at: at === 'now' ? 'also' : at,
    chosen: at === 'now' ? claims_rail_beside() : undefined,
  }
}

/** The first two things that were said on a page; a number is given for the rest. */
const chosenOn = (wizard: Wizard, screen: Screen): string | undefined => {
  const lines = summaryOf(wizard, wizard.keeper.input).filter((line) => line.screen === screen && line.lines.length > 0)
  const words =
    screen === 'items' ? lines.flatMap(({ brief = [] }) => brief) : lines.slice(0, 2).map((line) => line.lines[0] ?? '')
  const shown = words.slice(0, 2).join(', ')
  return words.length > 2 ? claims_rail_more({ shown, count: words.length - 2 }) : shown || undefined
}
