import { defineEntity, p } from '@mikro-orm/core'
import { text, vendorPolicy } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Requirement } from './requirement.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** What a partner can show to be good at (B.8.1). */
export const CompetencySchema = defineEntity({
  name: 'Competency',
  tableName: 'competency',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    code: () => text(),
    name: () => text(),
    /** The group that lists stand in, by a code of the vendor's and its name. */
    groupCode: () => text(),
    groupName: () => text(),
    position: () => p.integer(),
  },
  uniques: [{ name: 'competency_code_unique', properties: ['vendorId', 'code'] }],
  policies: vendorPolicy('competency_vendor'),
})
export class Competency extends CompetencySchema.class {}
CompetencySchema.setClass(Competency)

/** One way to a level of a competency: all of its requirements at once. A level may have several options. */
export const RequirementSetSchema = defineEntity({
  name: 'RequirementSet',
  tableName: 'requirement_set',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    competencyCode: () => text(),
    level: () => text().$type<'silver' | 'gold'>(),
    option: () => text(),
    optionName: () => text().default(''),
    requirements: () => p.json().$type<Requirement[]>(),
    position: () => p.integer(),
  },
  uniques: [{ name: 'requirement_set_unique', properties: ['vendorId', 'competencyCode', 'level', 'option'] }],
  policies: vendorPolicy('requirement_set_vendor'),
})
export class RequirementSet extends RequirementSetSchema.class {}
RequirementSetSchema.setClass(RequirementSet)
