import {
  memberships_standing_asked_again,
  memberships_standing_confirm,
  memberships_standing_ends,
  memberships_standing_free,
  memberships_standing_grace,
  memberships_standing_join,
  memberships_standing_lapses,
  memberships_standing_never,
  memberships_standing_no_limit,
  memberships_standing_nobody,
  memberships_standing_opens,
  memberships_standing_renew,
} from '@ofrecord/messages/messages'
import { dayText } from '../people/days.ts'
import type { StandingBoxProps } from '../ui/record.tsx'
import type { Standing } from './answers.ts'
import { tierWords } from './words.ts'

const text = (day: string | null): string => (day === null ? memberships_standing_no_limit() : dayText(day))

/** Who acts, until when, and what happens on silence, for a membership (B.16.5). */
export const standingOf = (of: Standing): StandingBoxProps => {
  const tier = tierWords[of.tier]()
  const { anniversaryOn, renewOpensOn, graceEndsOn } = of
  if (of.state === 'none')
    return {
      who: memberships_standing_confirm(),
      until: memberships_standing_no_limit(),
      otherwise: memberships_standing_never(),
    }
  if (of.state === 'lapsed')
    return {
      who: memberships_standing_join(),
      until: memberships_standing_no_limit(),
      otherwise: memberships_standing_free(),
    }
  if (of.tier === 'network')
    return {
      who: memberships_standing_nobody(),
      until: of.confirmDueOn
        ? memberships_standing_asked_again({ date: dayText(of.confirmDueOn) })
        : memberships_standing_no_limit(),
      otherwise: memberships_standing_never(),
    }
  const standings = {
    active: {
      who: memberships_standing_nobody(),
      until: text(renewOpensOn),
      otherwise: memberships_standing_opens({ date: text(renewOpensOn), anniversary: text(anniversaryOn) }),
    },
    reenrol_open: {
      who: memberships_standing_renew({ tier }),
      until: text(anniversaryOn),
      otherwise: memberships_standing_grace({ date: text(graceEndsOn) }),
    },
    grace: {
      who: memberships_standing_renew({ tier }),
      until: text(graceEndsOn),
      otherwise: memberships_standing_lapses(),
    },
    cancelled_at_term: {
      who: memberships_standing_nobody(),
      until: text(anniversaryOn),
      otherwise: memberships_standing_ends({ date: text(anniversaryOn) }),
    },
  }
  return standings[of.state]
}
