import type { LocationStatus } from '@ofrecord/core/organisations/location.rules'
import {
  organisations_status_archived,
  organisations_status_dissociated,
  organisations_status_failed,
  organisations_status_pending,
  organisations_status_verified,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** Icon, tone and word of every state of a location. */
export const locationStatuses: Record<LocationStatus, { look: Look; word: () => string }> = {
  pending_verification: { look: looks.quarter, word: organisations_status_pending },
  verified: { look: looks.inForce, word: organisations_status_verified },
  verification_failed: { look: looks.refused, word: organisations_status_failed },
  dissociated: { look: looks.ended, word: organisations_status_dissociated },
  archived: { look: looks.ended, word: organisations_status_archived },
}
