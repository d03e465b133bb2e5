import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_no_limit,
  competencies_stand_active_else,
  competencies_stand_grace_else,
  competencies_stand_lapsed_else,
  competencies_stand_meet,
  competencies_stand_nobody,
  competencies_stand_pay,
  competencies_stand_preapproved_else,
  competencies_stand_progress_else,
  competencies_stand_qualified_else,
  competencies_stand_renew,
  competencies_stand_renewal_else,
  competencies_stand_withdrawn_else,
} from '@ofrecord/messages/messages'
import { StandingBox } from '../ui/record.tsx'
import { dayText, daysLater } from './days.ts'
import { graceDays } from './fee.ts'
import { levelWords } from './words.ts'

/** Days before the anniversary on which a renewal opens (B.16.4). */
const renewalDays = 90

interface Stand {
  who: string
  until: string
  otherwise: string
}

/** Who acts on a competency, until when, and what happens on silence (B.16.4). */
const standOf = ({ state, level, renewsOn, preapprovedUntil, metLevel }: SummaryRow): Stand => {
  const anniversary = renewsOn ?? ''
  switch (state) {
    case 'in_progress':
      return {
        who: competencies_stand_meet(),
        until: competencies_no_limit(),
        otherwise: competencies_stand_progress_else(),
      }
    case 'qualified':
      return {
        who: competencies_stand_pay({ level: levelWords[metLevel ?? level]() }),
        until: competencies_no_limit(),
        otherwise: competencies_stand_qualified_else(),
      }
    case 'active_earned':
      return {
        who: competencies_stand_nobody(),
        until: dayText(daysLater(anniversary, -renewalDays)),
        otherwise: competencies_stand_active_else({ date: dayText(anniversary) }),
      }
    case 'active_preapproved':
      return {
        who: competencies_stand_meet(),
        until: dayText(preapprovedUntil ?? ''),
        otherwise: competencies_stand_preapproved_else(),
      }
    case 'in_renewal':
      return {
        who: competencies_stand_renew(),
        until: dayText(anniversary),
        otherwise: competencies_stand_renewal_else({ date: dayText(daysLater(anniversary, graceDays)) }),
      }
    case 'grace':
      return {
        who: competencies_stand_renew(),
        until: dayText(daysLater(anniversary, graceDays)),
        otherwise: competencies_stand_grace_else(),
      }
    case 'lapsed':
      return {
        who: competencies_stand_nobody(),
        until: competencies_no_limit(),
        otherwise: competencies_stand_lapsed_else(),
      }
    case 'withdrawn':
      return {
        who: competencies_stand_nobody(),
        until: dayText(anniversary),
        otherwise: competencies_stand_withdrawn_else(),
      }
  }
}

export const EnrollmentStanding = (props: { row: SummaryRow }) => <StandingBox {...standOf(props.row)} />
