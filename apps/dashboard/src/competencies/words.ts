import type { CompetencyLevel, EnrollmentState } from '@ofrecord/core/competencies/enrollment.rules'
import {
  competencies_level_gold,
  competencies_level_silver,
  competencies_state_active,
  competencies_state_grace,
  competencies_state_in_progress,
  competencies_state_in_renewal,
  competencies_state_lapsed,
  competencies_state_preapproved,
  competencies_state_qualified,
  competencies_state_withdrawn,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

export const levelWords: Record<CompetencyLevel, () => string> = {
  silver: competencies_level_silver,
  gold: competencies_level_gold,
}

/** How a state reads and looks; "at risk" is a flag beside it and never a state (B.8.2). */
export const stateWords: Record<EnrollmentState, { word: () => string; look: Look }> = {
  in_progress: { word: competencies_state_in_progress, look: looks.quarter },
  qualified: { word: competencies_state_qualified, look: looks.threeQuarters },
  active_earned: { word: competencies_state_active, look: looks.inForce },
  active_preapproved: { word: competencies_state_preapproved, look: looks.inForce },
  in_renewal: { word: competencies_state_in_renewal, look: looks.inForce },
  grace: { word: competencies_state_grace, look: looks.yours },
  lapsed: { word: competencies_state_lapsed, look: looks.ended },
  withdrawn: { word: competencies_state_withdrawn, look: looks.takenBack },
}
