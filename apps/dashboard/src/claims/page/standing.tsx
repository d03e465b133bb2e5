import {
  answers_standing_dispute,
  answers_standing_final,
  claims_page_else_bounced,
  claims_page_else_draft,
  claims_page_else_final,
  claims_page_else_only_yes,
  claims_page_else_waiting,
  claims_page_until_delivered,
  claims_page_until_none,
  claims_page_who_action_required,
  claims_page_who_awaiting_delivery,
  claims_page_who_bounced,
  claims_page_who_draft,
  claims_page_who_draft_ready,
  claims_page_who_nobody,
  letters_claim_action_required_else,
  letters_claim_activated_else,
  letters_claim_activated_until,
  letters_claim_approved_else,
  letters_claim_approved_who,
  letters_claim_denied_partner_else,
  letters_claim_denied_partner_who,
  letters_claim_in_review_else,
  letters_claim_in_review_who,
  letters_claim_submitted_else,
  letters_claim_submitted_who,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { StandingBox } from '../../ui/record.tsx'
import { Time } from '../../ui/time.tsx'
import type { ClaimPage } from './claim.ts'
import { isDisputable } from './disputable.ts'

const hour = 3_600_000

/** Until when the customer can take a no back; null once nobody can. */
export const undoUntil = (claim: ClaimPage): string | null => {
  if (claim.status !== 'consent_denied' || !claim.closedAt) return null
  const until = new Date(new Date(claim.closedAt).getTime() + claim.undoHours * hour)
  return until > new Date() ? until.toISOString() : null
}

interface Words {
  who: string
  /** ISO instant, or words where there is none. */
  until: { at: string } | { words: string }
  otherwise: string
}

const at = (instant: string | null): Words['until'] => (instant ? { at: instant } : { words: claims_page_until_none() })

/** Who acts, until when, what happens on silence: the first paragraph of the letter about the same status. */
const wordsOf = (claim: ClaimPage, vendor: string): Words => {
  const { until } = claim.standing
  const customer = claim.customerName
  switch (claim.shownStatus) {
    case 'draft':
      return {
        who: isComplete(claim) ? claims_page_who_draft_ready() : claims_page_who_draft(),
        until: at(null),
        otherwise: claims_page_else_draft(),
      }
    case 'submitted':
      return {
        who: letters_claim_submitted_who({ vendor }),
        until: at(until),
        otherwise: letters_claim_submitted_else(),
      }
    case 'under_review':
      return {
        who: letters_claim_in_review_who({ vendor }),
        until: at(until),
        otherwise: letters_claim_in_review_else(),
      }
    case 'action_required':
      return {
        who: claims_page_who_action_required(),
        until: at(until),
        otherwise: letters_claim_action_required_else(),
      }
    case 'awaiting_delivery':
      return {
        who: claims_page_who_awaiting_delivery({ vendor }),
        until: { words: claims_page_until_delivered() },
        otherwise: claims_page_else_waiting({ days: claim.windowDays }),
      }
    case 'window':
      return {
        who: letters_claim_approved_who({ customer }),
        until: at(until),
        otherwise: claim.consentMode === 'opt_in' ? claims_page_else_only_yes() : letters_claim_approved_else(),
      }
    case 'bounced':
      return { who: claims_page_who_bounced({ vendor }), until: at(null), otherwise: claims_page_else_bounced() }
    case 'active':
      return {
        who: claims_page_who_nobody(),
        until: { words: letters_claim_activated_until({ customer }) },
        otherwise: letters_claim_activated_else(),
      }
    case 'consent_denied':
      return undoUntil(claim)
        ? {
            who: letters_claim_denied_partner_who({ customer }),
            until: at(undoUntil(claim)),
            otherwise: letters_claim_denied_partner_else(),
          }
        : atRest()
    case 'rejected':
      return isDisputable(claim)
        ? { who: answers_standing_dispute(), until: at(claim.disputableUntil), otherwise: answers_standing_final() }
        : atRest()
    case 'withdrawn':
    case 'ended':
      return atRest()
  }
}

const isComplete = (claim: ClaimPage): boolean => !claim.needsEvidence || claim.evidence.length > 0

const atRest = (): Words => ({ who: claims_page_who_nobody(), until: at(null), otherwise: claims_page_else_final() })

/** Every status is a sentence, in the same words as in the list and in the letters. */
export const ClaimStanding = (props: { claim: ClaimPage; vendor: string }) => {
  const words = () => wordsOf(props.claim, props.vendor)
  const instant = () => {
    const { until } = words()
    return 'at' in until ? until.at : undefined
  }
  const untilWords = () => {
    const { until } = words()
    return 'words' in until ? until.words : ''
  }
  return (
    <StandingBox
      who={words().who}
      until={
        <Show when={instant()} fallback={untilWords()}>
          {(due) => (
            <>
              <Time at={due()} />{' '}
              <span class="t3">
                <Time at={due()} form="left" />
              </span>
            </>
          )}
        </Show>
      }
      otherwise={words().otherwise}
    />
  )
}
