import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import {
  claims_page_status_action_required,
  claims_page_status_active,
  claims_page_status_awaiting_delivery,
  claims_page_status_bounced,
  claims_page_status_consent_denied,
  claims_page_status_draft,
  claims_page_status_ended,
  claims_page_status_rejected,
  claims_page_status_submitted,
  claims_page_status_under_review,
  claims_page_status_window,
  claims_page_status_withdrawn,
} from '@ofrecord/messages/messages'
import type { Look } from '../../ui/status.tsx'
import { looks } from '../../ui/status.tsx'

interface StatusWord {
  look: Look
  word: () => string
}

/** Icon, tone and word of every status, as the partner sees it. */
export const statusWords: Record<ShownStatus, StatusWord> = {
  draft: { look: looks.dashed, word: claims_page_status_draft },
  submitted: { look: looks.quarter, word: claims_page_status_submitted },
  under_review: { look: looks.half, word: claims_page_status_under_review },
  action_required: { look: looks.yours, word: claims_page_status_action_required },
  awaiting_delivery: { look: looks.threeQuarters, word: claims_page_status_awaiting_delivery },
  window: { look: looks.threeQuarters, word: claims_page_status_window },
  bounced: { look: looks.paused, word: claims_page_status_bounced },
  active: { look: looks.inForce, word: claims_page_status_active },
  rejected: { look: looks.refused, word: claims_page_status_rejected },
  consent_denied: { look: looks.denied, word: claims_page_status_consent_denied },
  withdrawn: { look: looks.takenBack, word: claims_page_status_withdrawn },
  ended: { look: looks.ended, word: claims_page_status_ended },
}
