import { certifications } from './certifications.ts'
import type { CertificationPlan } from './certifications.ts'
import { outsiders, stays } from './arrivals.ts'
import type { Stay } from './arrivals.ts'
import { bouncing, contacts, privileges } from './contacts.ts'
import type { ContactPlan, PrivilegePlan } from './contacts.ts'
import { credentials, skills } from './credentials.ts'
import type { CredentialPlan, SkillPlan } from './credentials.ts'
import { enrollments } from './enrollments.ts'
import type { EnrollmentPlan } from './enrollments.ts'
import { memberships } from './memberships.ts'
import type { MembershipPlan } from './memberships.ts'
import type { Person } from './people.ts'

/** What partners' people are and have beside their roles (F.8, F.9). */
export interface Members {
  /** People who are not in yet, or not any more, and where they stand. */
  outsiders: readonly Person[]
  stays: readonly Stay[]
  contacts: readonly ContactPlan[]
  /** People whose mailbox gives letters back. */
  bouncing: readonly string[]
  privileges: readonly PrivilegePlan[]
  memberships: readonly MembershipPlan[]
  enrollments: readonly EnrollmentPlan[]
  credentials: readonly CredentialPlan[]
  certifications: readonly CertificationPlan[]
  skills: readonly SkillPlan[]
}

export const demoMembers: Members = {
  outsiders,
  stays,
  contacts,
  bouncing,
  privileges,
  memberships,
  enrollments,
  credentials,
  certifications,
  skills,
}
