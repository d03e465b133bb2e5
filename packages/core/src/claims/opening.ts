import { sql } from 'kysely'
import { CustomerTenant, Subscription } from '../customers/customer.entity.ts'
import { subscriptionKey, workloadKey } from '../customers/customer.rules.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseProblems } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { readGuid } from '../kernel/guid.rules.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Claim } from './claim.entity.ts'
import type { ClaimInput } from './claim.rules.ts'
import { ClaimContact, ClaimItem } from './parts.entity.ts'
import type { Claimant } from './draft.queries.ts'
import { plainDomain, readDraft, shownItem } from './draft.queries.ts'
import { problemsOfDraft } from './draft.rules.ts'

/**
 * "Create claim": a draft that has no problem becomes a claim with a number, in status `draft` (T1). Refuses with the
 * first problem's code.
 */
export const createClaim = async (call: Call, claimant: Claimant, input: ClaimInput): Promise<Claim> => {
  const actor = call.actor as PersonActor
  await holdTenant(call, claimant, input)
  const content = await readContent(call, claimant, input)
  const claim = call.em.create(Claim, {
    id: newId<'Claim'>(call.now),
    vendorId: actor.vendorId,
    organizationId: claimant.organizationId,
    number: await nextNumber(call, actor.vendorId),
    status: 'draft',
    consentState: 'none',
    checklist: {},
    flags: [],
    createdAt: call.now,
    createdBy: actor.personId,
    statusAt: call.now,
    changedAt: call.now,
    ...content.fields,
  })
  call.em.persist(claim)
  writeParts(call, claim, input, content)
  happened(claim, 'claim.created', { number: claim.number, items: claim.itemCount }, { name: claim.name })
  return claim
}

/**
 * Puts an edited draft's content into its claim, and tells the difference. One that the vendor has seen keeps its
 * subject, and one that was sent back gains no item unless the reviewer allowed it: refuses with `CLAIM_NOT_EDITABLE`
 * (CLM-R19, CLM-R20).
 */
export const rewriteClaim = async (call: Call, claimant: Claimant, claim: Claim, input: ClaimInput): Promise<void> => {
  await holdTenant(call, claimant, input)
  const content = await readContent(call, claimant, input)
  if (claim.submittedAt) refuseOtherSubject(claim, content.fields)
  if (claim.status === 'action_required') await refuseMoreItems(call, claim, content.items)
  const before = { name: claim.name, locationId: claim.locationId, domain: claim.domain, items: claim.itemCount }
  Object.assign(claim, content.fields, { changedAt: call.now })
  await call.em.nativeDelete(ClaimItem, { claimId: claim.id })
  await call.em.nativeDelete(ClaimContact, { claimId: claim.id })
  writeParts(call, claim, input, content)
  const after = { name: claim.name, locationId: claim.locationId, domain: claim.domain, items: claim.itemCount }
  happened(
    claim,
    'claim.edited',
    { before: { ...before, name: null }, after: { ...after, name: null } },
    { before: before.name, after: after.name },
  )
}

/** About another customer, area or activity it would be another claim, under a number that the vendor knows (CLM-R20). */
const refuseOtherSubject = (claim: Claim, fields: Content['fields']): void => {
  const subject = {
    customerTenantId: 'tenantId',
    domain: 'domain',
    areaCode: 'areaCode',
    activity: 'activity',
  } as const
  for (const [kept, field] of Object.entries(subject) as [keyof typeof subject, string][])
    if (claim[kept] !== fields[kept])
      refuse('conflict', 'CLAIM_NOT_EDITABLE', { field, rule: 'CLM-R20', params: { status: claim.status } })
}

const refuseMoreItems = async (call: Call, claim: Claim, items: readonly NewItem[]): Promise<void> => {
  if (claim.itemsMayBeAdded) return
  const kept = new Set((await call.em.find(ClaimItem, { claimId: claim.id })).map(({ itemKey }) => itemKey))
  const added = items.find(({ itemKey }) => !kept.has(itemKey))
  if (added)
    refuse('conflict', 'ITEM_ADDED_AFTER_RETURN', { field: 'items', rule: 'CLM-R19', params: { item: added.name } })
}

/**
 * Two colleagues may create claims for one customer in the same second: without this lock both would find its items
 * free, and both claims would stand until the second is refused at its approval, weeks later (CLM-R9).
 */
const holdTenant = async (call: Call, claimant: Claimant, input: ClaimInput): Promise<void> => {
  const name = `${claimant.organizationId} ${readGuid(input.tenantId) ?? ''}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(call.em.getKysely())
}

/** Numbers start at 1000001 and have no gaps: the counter's row is locked until this creation commits (GEN-R1). */
const nextNumber = async (call: Call, vendorId: string): Promise<number> => {
  const { rows } = await sql<{ value: number }>`
    insert into claim_counter (vendor_id, value) values (${vendorId}, 1000001)
    on conflict (vendor_id) do update set value = claim_counter.value + 1 returning value
  `.execute(call.em.getKysely())
  return rows[0]!.value
}

interface NewItem {
  kind: 'workload' | 'subscription'
  itemKey: string
  code: string
  name: string
  subscriptionId: string | null
}

/** What a draft comes to as a claim. Refuses with the code of its first problem. */
export const readContent = async (call: Call, claimant: Claimant, input: ClaimInput) => {
  const { facts, catalogue } = await readDraft(call, claimant, input)
  refuseProblems(problemsOfDraft(input, facts, call.now))
  const tenant = facts.tenant.tenant!
  const chosen = await Promise.all(
    input.items.map(async ({ code, subscription }): Promise<NewItem> => {
      const row = catalogue.find((each) => each.code === code)!
      if (row.level === 'workload')
        return { kind: 'workload', itemKey: workloadKey(code), code, name: row.name, subscriptionId: null }
      const guid = readGuid(subscription) ?? shownItem(row).prefill!
      const known = await call.em.findOneOrFail(Subscription, { subscriptionId: guid })
      return { kind: 'subscription', itemKey: subscriptionKey(guid), code, name: row.name, subscriptionId: known.id }
    }),
  )
  // Chosen twice, perhaps with the identifier typed in two shapes, is chosen once.
  const items = chosen.filter(({ itemKey }, at) => chosen.findIndex((each) => each.itemKey === itemKey) === at)
  const fields = {
    name: input.name,
    locationId: input.locationId!,
    areaCode: input.areaCode,
    activity: input.activity!,
    incentiveOptOut: input.activity === 'usage' && input.incentiveOptOut,
    customerTenantId: tenant.id,
    customerName: tenant.name,
    domain: plainDomain(input.domain),
    itemCount: items.length,
    solutionSellerName: input.solutionSellerName,
    revenueCustomerName: input.revenueCustomerName,
    isvProductName: input.isvProductName,
  }
  return { fields, items, needsTechnicalContact: facts.area!.needsTechnicalContact }
}

type Content = Awaited<ReturnType<typeof readContent>>

const writeParts = (call: Call, claim: Claim, input: ClaimInput, { items, needsTechnicalContact }: Content): void => {
  const owner = { vendorId: claim.vendorId, organizationId: claim.organizationId, claimId: claim.id }
  items.forEach((item, position) => {
    call.em.persist(call.em.create(ClaimItem, { ...owner, ...item, id: newId(call.now), position }))
  })
  const contacts = [
    { kind: 'customer' as const, ...input.customerContact },
    // Left over from another area it was never judged, so it is not kept.
    ...(needsTechnicalContact ? [{ kind: 'customer_technical' as const, ...input.technicalContact }] : []),
    { kind: 'partner' as const, ...input.partnerContact },
  ]
  for (const contact of contacts)
    call.em.persist(call.em.create(ClaimContact, { ...owner, id: newId(call.now), ...contact }))
}

/** A claim's content in the wizard's shape: for editing, and for judging it again on submit and at approval. */
export const inputOf = async (call: Call, claim: Claim): Promise<ClaimInput> => {
  const tenant = await call.em.findOneOrFail(CustomerTenant, { id: claim.customerTenantId })
  const contacts = await call.em.find(ClaimContact, { claimId: claim.id })
  const { rows: items } = await sql<{ code: string; subscription: string }>`
    select i.code, coalesce(s.subscription_id::text, '') as subscription from claim_item i
    left join subscription s on s.id = i.subscription_id where i.claim_id = ${claim.id} order by i.position
  `.execute(call.em.getKysely())
  const contact = (kind: ClaimContact['kind']) => {
    const {
      name = '',
      title = '',
      email = '',
      language = 'en',
      phone = '',
    } = contacts.find((each) => each.kind === kind) ?? {}
    return { name, title, email, language, phone }
  }
  const partner = contact('partner')
  return {
    areaCode: claim.areaCode,
    activity: claim.activity,
    incentiveOptOut: claim.incentiveOptOut,
    locationId: claim.locationId,
    tenantId: tenant.tenantId,
    domain: claim.domain,
    items,
    name: claim.name,
    customerContact: contact('customer'),
    technicalContact: contact('customer_technical'),
    partnerContact: { name: partner.name, email: partner.email },
    solutionSellerName: claim.solutionSellerName,
    revenueCustomerName: claim.revenueCustomerName,
    isvProductName: claim.isvProductName,
  }
}
