import { sql } from 'kysely'
import { TenantAdmin } from '../customers/customer.entity.ts'
import type { CustomerTenant } from '../customers/customer.entity.ts'
import { PartnerRule } from '../customers/partner-rule.entity.ts'
import type { AdministratorActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { PolicyTyped } from './portal.rules.ts'
import { isCodePhrase, isOnDomain } from './portal.rules.ts'
import { lockTenant } from './portal.signing.ts'

const who = (call: Call): AdministratorActor => call.actor as AdministratorActor

const ownTenant = (call: Call): Promise<CustomerTenant> => lockTenant(call, who(call).customerTenantId)

/** A partner as far as a customer may know it by a number: the location's name, city and country (PRI-R2). */
interface KnownPartner {
  number: number
  name: string
  city: string
  country: string
}

interface FoundPartner extends KnownPartner {
  organizationId: string
}

/** By the exact number of one of its locations; any other number is absent. */
export const findPartner = async (call: Call, number: number): Promise<FoundPartner> => {
  const { rows } = await sql<FoundPartner>`
    select organization_id as "organizationId", ${number}::int as number, name, city, country from partner_by_number(${number})
  `.execute(call.em.getKysely())
  return rows[0] ?? refuseAbsent()
}

export const ruleByNumber = async (call: Call, number: number, kind: PartnerRule['kind']): Promise<void> => {
  const { organizationId } = await findPartner(call, number)
  await setRule(call, await ownTenant(call), organizationId, kind)
}

/**
 * From now on this partner may not ask, or may where there is a list (ACC-R2). What runs already goes on: to stop it is
 * another decision.
 */
export const setRule = async (
  call: Call,
  tenant: CustomerTenant,
  organizationId: string,
  kind: PartnerRule['kind'],
): Promise<void> => {
  const { address } = who(call)
  const known = await call.em.findOne(PartnerRule, { customerTenantId: tenant.id, organizationId })
  if (known?.kind === kind) return
  if (known) Object.assign(known, { kind, setAt: call.now, setBy: address })
  else
    call.em.persist(
      call.em.create(PartnerRule, {
        customerTenantId: tenant.id,
        organizationId,
        vendorId: tenant.vendorId,
        kind,
        setAt: call.now,
        setBy: address,
      }),
    )
  happened(
    tenant,
    kind === 'blocked' ? 'customer.partnerBlocked' : 'customer.partnerAllowed',
    { organizationId },
    { address },
  )
}

/** Takes a rule back; one that is not there changes nothing. */
export const removeRule = async (call: Call, number: number, kind: PartnerRule['kind']): Promise<void> => {
  const { organizationId } = await findPartner(call, number)
  const tenant = await ownTenant(call)
  const rule = await call.em.findOne(PartnerRule, { customerTenantId: tenant.id, organizationId, kind })
  if (!rule) return
  call.em.remove(rule)
  happened(
    tenant,
    kind === 'blocked' ? 'customer.partnerUnblocked' : 'customer.partnerDisallowed',
    { organizationId },
    { address: who(call).address },
  )
}

/** How partners may ask from now on; no window that runs is moved (POL-R1). */
export const setPolicy = async (call: Call, typed: PolicyTyped): Promise<void> => {
  const tenant = await ownTenant(call)
  const { mode, defaultContact, language, codePhrase } = typed
  if (codePhrase !== '' && !isCodePhrase(codePhrase))
    refuse('invalid', 'PORTAL_CODE_PHRASE_INVALID', { field: 'codePhrase', rule: 'B.2.6' })
  if (defaultContact !== '') await refuseForeignAddress(call, tenant, defaultContact, 'defaultContact')
  const before = { mode: tenant.consentMode, language: tenant.language }
  tenant.consentMode = mode
  tenant.defaultContact = defaultContact || null
  tenant.language = language
  tenant.codePhrase = codePhrase || null
  happened(
    tenant,
    'customer.policySet',
    { mode, language, before, codePhrase: codePhrase !== '' },
    { address: who(call).address, defaultContact },
  )
}

const refuseForeignAddress = async (
  call: Call,
  { id }: CustomerTenant,
  address: string,
  field: string,
): Promise<void> => {
  const { rows } = await sql<{ domain: string }>`
    select domain from tenant_domain where customer_tenant_id = ${id}
  `.execute(call.em.getKysely())
  if (!rows.some(({ domain }) => isOnDomain(address, domain)))
    refuse('invalid', 'PORTAL_ADDRESS_NOT_ON_DOMAIN', { field, rule: 'B.2.7' })
}

/** Names another administrator, or a delegate, who gets a letter. Who is there already gets it again. */
export const invite = async (
  call: Call,
  { name, email, delegate }: { name: string; email: string; delegate: boolean },
): Promise<void> => {
  const tenant = await ownTenant(call)
  const { address: invitedBy, administratorId } = who(call)
  await refuseForeignAddress(call, tenant, email, 'email')
  const people = await call.em.find(TenantAdmin, { customerTenantId: tenant.id })
  const known = people.find((each) => each.email.toLowerCase() === email)
  // Nobody makes themselves a delegate: the last administrator would lock everybody out.
  if (known?.id === administratorId) return
  if (known?.state === 'removed') Object.assign(known, { name, delegate, invitedBy, state: 'imported' as const })
  else if (known) known.delegate = delegate
  else
    call.em.persist(
      call.em.create(TenantAdmin, {
        id: newId(call.now),
        vendorId: tenant.vendorId,
        customerTenantId: tenant.id,
        name,
        email,
        state: 'imported',
        invitedBy,
        delegate,
      }),
    )
  happened(
    tenant,
    'customer.personInvited',
    { delegate },
    { address: invitedBy, about: email, name, invitedByName: who(call).name },
  )
}

/**
 * Takes a person off the page, with their sessions. Refuses the last administrator who has ever signed in with
 * `PORTAL_LAST_ADMINISTRATOR` (B.16.8). Whom the directory still names comes back with its next import.
 */
export const removePerson = async (call: Call, personId: string): Promise<void> => {
  const tenant = await ownTenant(call)
  const people = await call.em.find(TenantAdmin, { customerTenantId: tenant.id })
  const person = people.find(({ id }) => id === personId) ?? refuseAbsent()
  if (person.state === 'removed') return
  const left = people.filter(({ id, state, delegate }) => id !== personId && state === 'verified' && !delegate)
  if (left.length === 0) refuse('conflict', 'PORTAL_LAST_ADMINISTRATOR', { rule: 'B.16.8' })
  person.state = 'removed'
  await sql`
    update portal_session set ended_at = ${call.now} where customer_tenant_id = ${tenant.id}
      and address = ${person.email.toLowerCase()} and ended_at is null
  `.execute(call.em.getKysely())
  happened(tenant, 'customer.personRemoved', {}, { address: who(call).address, about: person.email })
}
