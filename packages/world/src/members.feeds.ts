import type { CertificationPlan } from './certifications.ts'
import type { SkillPlan } from './credentials.ts'
import { csv } from './csv.ts'

/** An ISO date so many days from T0. */
type Day = (daysAway: number) => string

const dayOrNone = (day: Day, daysAway: number | null | undefined): string | null =>
  daysAway === null || daysAway === undefined ? null : day(daysAway)

/** The catalogue of certifications as a vendor hands it in; `feeds/README.md` says what each column means. */
export const certificationsCsv = (certifications: readonly CertificationPlan[], day: Day): string =>
  csv(
    ['code', 'name', 'kind', 'qualifies_for', 'retired_on', 'counts_until'],
    certifications.map(({ code, name, kind, qualifiesFor, retiredDays, countsDays }) => ({
      code,
      name,
      kind,
      qualifies_for: qualifiesFor.join(';'),
      retired_on: dayOrNone(day, retiredDays),
      counts_until: dayOrNone(day, countsDays),
    })),
  )

/** The results of people as the provider of the certifications hands them in. */
export const skillsCsv = (skills: readonly SkillPlan[], day: Day): string =>
  csv(
    ['credential_id', 'name', 'code', 'passed_on', 'expires_on'],
    skills.map(({ credentialId, name, code, passedDays, expiresDays }) => ({
      credential_id: credentialId,
      name,
      code,
      passed_on: day(passedDays),
      expires_on: dayOrNone(day, expiresDays),
    })),
  )
