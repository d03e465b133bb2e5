import type {
  AboutKind,
  TicketCategory,
  TicketPath,
  TicketPriority,
  TicketState,
} from '@ofrecord/core/support/ticket.rules'
import {
  support_about_claim,
  support_about_location,
  support_about_merge,
  support_about_order,
  support_about_reference,
  support_about_rehearsal,
  support_category_benefits,
  support_category_incentives,
  support_category_membership,
  support_category_orders,
  support_category_technical,
  support_priority_high,
  support_priority_high_hint,
  support_priority_low,
  support_priority_low_hint,
  support_priority_normal,
  support_priority_normal_hint,
  support_priority_urgent,
  support_priority_urgent_hint,
  support_state_assigned,
  support_state_closed,
  support_state_in_progress,
  support_state_new,
  support_state_resolved,
  support_state_waiting_partner,
  support_state_waiting_you,
  support_topic_benefits_other,
  support_topic_benefits_use_rights,
  support_topic_incentives_claim,
  support_topic_incentives_customer,
  support_topic_incentives_earnings,
  support_topic_incentives_other,
  support_topic_membership_closing,
  support_topic_membership_competencies,
  support_topic_membership_fees,
  support_topic_membership_locations,
  support_topic_membership_merger,
  support_topic_membership_other,
  support_topic_membership_people,
  support_topic_membership_references,
  support_topic_orders_customer_order,
  support_topic_orders_invoice,
  support_topic_orders_other,
  support_topic_orders_payment,
  support_topic_technical_letters,
  support_topic_technical_other,
  support_topic_technical_pages,
  support_topic_technical_sign_in,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** How a state reads and looks to a partner. */
export const stateWords: Record<TicketState, { word: () => string; look: Look }> = {
  new: { word: support_state_new, look: looks.dashed },
  assigned: { word: support_state_assigned, look: looks.quarter },
  in_progress: { word: support_state_in_progress, look: looks.half },
  waiting_partner: { word: support_state_waiting_you, look: looks.yours },
  resolved: { word: support_state_resolved, look: looks.inForce },
  closed: { word: support_state_closed, look: looks.ended },
}

/** The same at the desk, where it is the others that wait. */
export const deskWords: typeof stateWords = {
  ...stateWords,
  new: { word: support_state_new, look: looks.yours },
  assigned: { word: support_state_assigned, look: looks.yours },
  in_progress: { word: support_state_in_progress, look: looks.yours },
  waiting_partner: { word: support_state_waiting_partner, look: looks.half },
}

export const priorityWords: Record<TicketPriority, { word: () => string; hint: () => string }> = {
  urgent: { word: support_priority_urgent, hint: support_priority_urgent_hint },
  high: { word: support_priority_high, hint: support_priority_high_hint },
  normal: { word: support_priority_normal, hint: support_priority_normal_hint },
  low: { word: support_priority_low, hint: support_priority_low_hint },
}

export const aboutWords: Record<AboutKind, () => string> = {
  claim: support_about_claim,
  merge: support_about_merge,
  rehearsal: support_about_rehearsal,
  location: support_about_location,
  order: support_about_order,
  reference: support_about_reference,
}

export const categoryWords: Record<TicketCategory, () => string> = {
  membership: support_category_membership,
  incentives: support_category_incentives,
  benefits: support_category_benefits,
  orders: support_category_orders,
  technical: support_category_technical,
}

export const topicWords: Record<TicketPath, () => string> = {
  'membership/merger': support_topic_membership_merger,
  'membership/closing': support_topic_membership_closing,
  'membership/locations': support_topic_membership_locations,
  'membership/people': support_topic_membership_people,
  'membership/competencies': support_topic_membership_competencies,
  'membership/references': support_topic_membership_references,
  'membership/fees': support_topic_membership_fees,
  'membership/other': support_topic_membership_other,
  'incentives/claim': support_topic_incentives_claim,
  'incentives/customer': support_topic_incentives_customer,
  'incentives/earnings': support_topic_incentives_earnings,
  'incentives/other': support_topic_incentives_other,
  'benefits/use_rights': support_topic_benefits_use_rights,
  'benefits/other': support_topic_benefits_other,
  'orders/invoice': support_topic_orders_invoice,
  'orders/payment': support_topic_orders_payment,
  'orders/customer_order': support_topic_orders_customer_order,
  'orders/other': support_topic_orders_other,
  'technical/sign_in': support_topic_technical_sign_in,
  'technical/letters': support_topic_technical_letters,
  'technical/pages': support_topic_technical_pages,
  'technical/other': support_topic_technical_other,
}
