import { defineEntity, p } from '@mikro-orm/core'
import { text, vendorPolicy } from '../kernel/columns.ts'
import type { AreaLevel, ClaimActivity, PurchaseChannel, SkillKind } from './catalogue.rules.ts'
import { Vendor } from '../kernel/vendor.entity.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** A group of products that partners claim by. */
export const SolutionAreaSchema = defineEntity({
  name: 'SolutionArea',
  tableName: 'solution_area',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    code: () => text(),
    name: () => text(),
    /** null: the area is not claimed; customers designate its partner themselves. */
    level: () => text().$type<AreaLevel>().nullable(),
    needsTechnicalContact: () => p.boolean().default(false),
    position: () => p.integer(),
  },
  uniques: [{ name: 'solution_area_code_unique', properties: ['vendorId', 'code'] }],
  policies: vendorPolicy('solution_area_vendor'),
})
export class SolutionArea extends SolutionAreaSchema.class {}
SolutionAreaSchema.setClass(SolutionArea)

/** One cell of the area × activity matrix (B.1.3). */
export const AreaActivitySchema = defineEntity({
  name: 'AreaActivity',
  tableName: 'area_activity',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    areaCode: () => text(),
    activity: () => text().$type<ClaimActivity>(),
    evidence: () => p.boolean(),
    notice: () => p.boolean(),
    pays: () => p.boolean(),
    channels: () => p.array().$type<PurchaseChannel[]>(),
    /** The incentive programme that this cell belongs to, by a code of the vendor's and its name; empty: none. */
    programmeCode: () => text().default(''),
    programmeName: () => text().default(''),
    position: () => p.integer(),
  },
  uniques: [{ name: 'area_activity_unique', properties: ['vendorId', 'areaCode', 'activity'] }],
  policies: vendorPolicy('area_activity_vendor'),
})
export class AreaActivity extends AreaActivitySchema.class {}
AreaActivitySchema.setClass(AreaActivity)

/** A service inside a suite. */
export const WorkloadSchema = defineEntity({
  name: 'Workload',
  tableName: 'workload',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    areaCode: () => text(),
    code: () => text(),
    name: () => text(),
    /** Product codes of the suites that contain it: a live subscription of one makes it present on the tenant. */
    suites: () => p.array().$type<string[]>(),
    /** What an active user did, by language; always in English. */
    activeUse: () => p.json().$type<{ [language: string]: string }>(),
    position: () => p.integer(),
  },
  uniques: [{ name: 'workload_code_unique', properties: ['vendorId', 'code'] }],
  policies: vendorPolicy('workload_vendor'),
})
export class Workload extends WorkloadSchema.class {}
WorkloadSchema.setClass(Workload)

/** A sellable product, or a suite. */
export const ProductSchema = defineEntity({
  name: 'Product',
  tableName: 'product',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    code: () => text(),
    name: () => text(),
    family: () => text(),
    areaCode: () => text().nullable(),
    method: () => text().$type<'claim' | 'designation' | 'suite'>(),
    position: () => p.integer(),
  },
  uniques: [{ name: 'product_code_unique', properties: ['vendorId', 'code'] }],
  policies: vendorPolicy('product_vendor'),
})
export class Product extends ProductSchema.class {}
ProductSchema.setClass(Product)

/** An exam, assessment, training or certification of the vendor's, and the competencies it is asked for by (CP-R6). */
export const CertificationSchema = defineEntity({
  name: 'Certification',
  tableName: 'certification',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    code: () => text(),
    name: () => text(),
    kind: () => text().$type<SkillKind>(),
    /** Codes of the competencies that name it; it counts for these and for nothing else. */
    qualifiesFor: () => p.array().$type<string[]>(),
    /** From when it is not given any more, and until when it still counts. */
    retiredOn: () => p.date().nullable(),
    countsUntil: () => p.date().nullable(),
  },
  uniques: [{ name: 'certification_code_unique', properties: ['vendorId', 'code'] }],
  policies: vendorPolicy('certification_vendor'),
})
export class Certification extends CertificationSchema.class {}
CertificationSchema.setClass(Certification)
