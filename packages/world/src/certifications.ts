import type { SkillKind } from '@ofrecord/core/catalogue/catalogue.rules'

/** What the vendor’s certifications are; retired ones count until a day (CP-R6). Days are counted from T0. */
export interface CertificationPlan {
  code: string
  name: string
  kind: SkillKind
  qualifiesFor: readonly string[]
  retiredDays?: number
  countsDays?: number
}

const row = (code: string, name: string, kind: SkillKind, qualifiesFor: string): CertificationPlan => ({
  code,
  name,
  kind,
  qualifiesFor: qualifiesFor === '' ? [] : qualifiesFor.split(' '),
})

const retired = (plan: CertificationPlan, retiredDays: number, countsDays: number): CertificationPlan => ({
  ...plan,
  retiredDays,
  countsDays,
})

/** Exam codes are invented (F.5). */
const dealt: readonly CertificationPlan[] = [
  row('HX-101', 'Cloud Foundations', 'exam', 'cloud_platform cloud_productivity smb_cloud'),
  row('HX-110', 'Administering the Work Suite', 'certification', 'cloud_productivity'),
  row('HX-120', 'Operating the Cloud Platform', 'certification', 'cloud_platform'),
  row('HX-130', 'Defending a Tenant', 'certification', 'security'),
  row('HX-140', 'Sites and Documents', 'exam', 'collab'),
  row('HX-150', 'Meetings and Voice', 'certification', 'communications'),
  row('HX-160', 'Devices at Work', 'certification', 'devices mobility'),
  row('HX-170', 'Mobility at Scale', 'exam', 'mobility'),
  row('HX-210', 'Applications on the Platform', 'certification', 'app_dev app_int'),
  row('HX-220', 'Integrating Services', 'certification', 'app_int'),
  row('HX-230', 'From Commit to Release', 'exam', 'alm'),
  row('HX-310', 'Operating a Datacentre', 'certification', 'datacentre'),
  row('HX-405', 'Data Engineering', 'certification', 'data_platform data_analytics'),
  row('HX-410', 'Reports that Are Read', 'exam', 'data_analytics'),
  row('HX-510', 'Relations Consultant', 'certification', 'cloud_crm cloud_bizapps'),
  row('HX-520', 'Finance Consultant', 'certification', 'erp cloud_bizapps'),
  row('HX-530', 'Supply Chain Consultant', 'certification', 'erp cloud_bizapps'),
  row('HX-610', 'Projects and Portfolios', 'exam', 'portfolio'),
  row('HA-12', 'Messaging Assessment', 'assessment', 'messaging'),
  row('HA-20', 'Analytics Assessment', 'assessment', 'data_analytics'),
  row('HT-12', 'Selling the Work Suite', 'training', ''),
  row('HT-14', 'Writing Evidence that Holds', 'training', ''),
  retired(row('HX-090', 'Directory Administration', 'certification', 'devices messaging'), -120, 245),
  retired(row('HX-055', 'Messaging Classic', 'exam', 'messaging'), -580, -215),
]

/** Results that only some have: whoever has one has it for a competency that the world tells of. */
const told: readonly CertificationPlan[] = [
  row('HX-111', 'Moving to the Work Suite', 'exam', 'cloud_productivity'),
  row('HX-214', 'Running Mail for a Company', 'certification', 'messaging'),
  row('HX-231', 'Automated Tests', 'exam', 'alm'),
  row('HX-232', 'Watching What Runs', 'exam', 'alm'),
  row('HX-420', 'Tuning a Database', 'certification', 'data_platform'),
  row('HX-515', 'Relations Delivery', 'certification', 'cloud_crm'),
  row('HX-611', 'Planning Many Projects', 'exam', 'portfolio'),
  row('HX-612', 'Reporting to Owners', 'exam', 'portfolio'),
  row('HA-10', 'Cloud Platform Assessment', 'assessment', 'cloud_platform'),
  row('HA-14', 'Integration Assessment', 'assessment', 'app_int'),
  row('HA-15', 'Voice Assessment', 'assessment', 'communications'),
  row('HA-21', 'Reporting Assessment', 'assessment', 'data_analytics'),
]

export const certifications: readonly CertificationPlan[] = [...dealt, ...told]
/** Those that are dealt to everybody alike. */
export const commonCertifications = dealt
