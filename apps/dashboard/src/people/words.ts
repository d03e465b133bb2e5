import type { PartnerRole } from '@ofrecord/core/kernel/authority'
import type { AffiliationState, InviteMethod } from '@ofrecord/core/people/affiliation.rules'
import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import type { SkillStatus } from '@ofrecord/core/people/skill.rules'
import {
  access_contact_role_executive,
  access_contact_role_primary_program,
  access_contact_role_sales_marketing,
  access_contact_role_technical_1,
  access_contact_role_technical_2,
  access_contact_role_technical_3,
  people_about_care_admin,
  people_about_global_admin,
  people_about_incentive_admin,
  people_about_incentive_user,
  people_about_location_admin,
  people_about_member,
  people_about_membership_admin,
  people_about_order_user,
  people_method_directory,
  people_method_import,
  people_method_invited,
  people_method_request,
  people_privilege_about_keys,
  people_privilege_about_license,
  people_privilege_about_software,
  people_privilege_about_training,
  people_privilege_keys,
  people_privilege_license,
  people_privilege_software,
  people_privilege_training,
  people_skill_expired,
  people_skill_over,
  people_skill_retired,
  people_skill_valid,
  people_standing_active,
  people_standing_awaiting,
  people_standing_deleted,
  people_standing_denied,
  people_standing_ended,
  people_standing_expired,
  people_standing_invited,
  people_standing_pending,
  people_standing_requested,
} from '@ofrecord/messages/messages'
import type { Look } from '../ui/status.tsx'
import { looks } from '../ui/status.tsx'

/** How a state reads and looks. */
export const stateWords: Record<AffiliationState, { word: () => string; look: Look }> = {
  invited_single: { word: people_standing_invited, look: looks.quarter },
  awaiting_profile: { word: people_standing_awaiting, look: looks.threeQuarters },
  profile_done_pending_approval: { word: people_standing_pending, look: looks.yours },
  requested: { word: people_standing_requested, look: looks.yours },
  active: { word: people_standing_active, look: looks.inForce },
  denied: { word: people_standing_denied, look: looks.denied },
  deleted: { word: people_standing_deleted, look: looks.takenBack },
  expired: { word: people_standing_expired, look: looks.ended },
  ended: { word: people_standing_ended, look: looks.ended },
}

export const methodWords: Record<InviteMethod, () => string> = {
  single: people_method_invited,
  multi: people_method_invited,
  request: people_method_request,
  import: people_method_import,
  directory: people_method_directory,
}

export const contactWords: Record<ContactRole, () => string> = {
  primary_program: access_contact_role_primary_program,
  executive: access_contact_role_executive,
  sales_marketing: access_contact_role_sales_marketing,
  technical_1: access_contact_role_technical_1,
  technical_2: access_contact_role_technical_2,
  technical_3: access_contact_role_technical_3,
}

/** What a privilege is called, and what it lets somebody do. */
export const privilegeWords: Record<GrantablePrivilege, { word: () => string; about: () => string }> = {
  software_download: { word: people_privilege_software, about: people_privilege_about_software },
  view_keys: { word: people_privilege_keys, about: people_privilege_about_keys },
  license_statement: { word: people_privilege_license, about: people_privilege_about_license },
  training_admin: { word: people_privilege_training, about: people_privilege_about_training },
}

export const skillWords: Record<SkillStatus, { word: () => string; look: Look }> = {
  valid: { word: people_skill_valid, look: looks.inForce },
  retired: { word: people_skill_retired, look: looks.paused },
  expired: { word: people_skill_expired, look: looks.ended },
  over: { word: people_skill_over, look: looks.ended },
}

export type Role = PartnerRole

/** What a role is for. Where it can hold is a rule (`reachOf`). */
export const roleWords: Record<Role, () => string> = {
  global_admin: people_about_global_admin,
  location_admin: people_about_location_admin,
  membership_admin: people_about_membership_admin,
  incentive_admin: people_about_incentive_admin,
  incentive_user: people_about_incentive_user,
  care_admin: people_about_care_admin,
  order_user: people_about_order_user,
  member: people_about_member,
}
