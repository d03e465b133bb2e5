import {
  account_role_auditor,
  account_role_care_admin,
  account_role_global_admin,
  account_role_incentive_admin,
  account_role_incentive_user,
  account_role_location_admin,
  account_role_member,
  account_role_membership_admin,
  account_role_ops_agent,
  account_role_order_user,
  account_role_programme_admin,
  account_role_review_lead,
  account_role_reviewer,
  account_role_service_agent,
} from '@ofrecord/messages/messages'

const names: Record<string, () => string> = {
  global_admin: account_role_global_admin,
  location_admin: account_role_location_admin,
  membership_admin: account_role_membership_admin,
  incentive_admin: account_role_incentive_admin,
  incentive_user: account_role_incentive_user,
  care_admin: account_role_care_admin,
  order_user: account_role_order_user,
  member: account_role_member,
  reviewer: account_role_reviewer,
  review_lead: account_role_review_lead,
  ops_agent: account_role_ops_agent,
  service_agent: account_role_service_agent,
  programme_admin: account_role_programme_admin,
  auditor: account_role_auditor,
}

/** A role in the reader's words; a code that has none yet is shown as it is. */
export const roleName = (role: string): string => names[role]?.() ?? role
