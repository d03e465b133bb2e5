import type { RenderLetter } from '@ofrecord/emails/letters'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { Claim } from '../claims/claim.entity.ts'
import type { ClaimInput } from '../claims/claim.rules.ts'
import { areaTerms } from '../claims/draft.queries.ts'
import { inputOf, readContent } from '../claims/opening.ts'
import { ClaimDraft } from '../claims/parts.entity.ts'
import { askModeOf } from '../customers/customer.rules.ts'
import type { ConsentMode } from '../customers/customer.rules.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { fillLinks } from '../links/placeholder.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { optInDays, surveyIn } from './consent.rules.ts'
import { noticeParams, toldBesideContact } from './notifying.ts'

interface Asker {
  actor: PersonActor
  scope: Scope
}

/** What the wizard holds, or a claim that exists already. */
interface Previewed {
  of: 'draft' | 'claim'
  id: string
}

/**
 * The letter that the customer's contact would get, rendered by the letter's own template in the contact's language
 * (NOT-R5). Its links lead nowhere, and the phrase that only genuine letters carry is left out: whoever reads the preview
 * is not the customer (B.2.6). Null where nobody is told (NOT-R2). Refuses what a submission would refuse; a claim of
 * another organisation or outside the person's scope is absent.
 */
export const previewNotice = async (
  call: Call,
  installation: Installation,
  render: RenderLetter,
  asker: Asker,
  { of, id }: Previewed,
) => {
  const { input, claim } = await (of === 'draft' ? findDraft : findOwn)(call, asker, id)
  const area = await areaTerms(call, input.areaCode)
  if (area?.activities.find(({ activity }) => activity === input.activity)?.notice === false) return null
  const snapshot = await foresee(call, asker, input, claim)
  const { name, email: address, language: locale } = input.customerContact
  const mailbox = { kind: 'customer' as const, address, name, locale, administers: false }
  const params = noticeParams(call, installation, snapshot, { mailbox, linkId: nowhere, codePhrase: null })
  const letter = await render('association-notice', locale, params)
  const dead = new Map([[nowhere, 'preview']])
  return {
    subject: letter.subject,
    html: fillLinks(letter.html, dead).replaceAll(/\shref="[^"]*"/g, ''),
    text: fillLinks(letter.text, dead),
    locale,
    /** A page that says what will come, for the partner to forward beforehand (B.2.6). */
    expectUrl: `${installation.consentUrl}/expect?lang=${locale}`,
  }
}

const nowhere = '00000000-0000-0000-0000-000000000000'

interface Told {
  input: ClaimInput
  claim: Claim | null
}

const findOwn = async (call: Call, asker: Asker, claimId: string): Promise<Told> => {
  const claim = await findClaim(call, asker, claimId)
  return { claim, input: await inputOf(call, claim) }
}

const findClaim = async (call: Call, { scope }: Asker, claimId: string): Promise<Claim> => {
  const claim = await call.em.findOne(Claim, { id: claimId })
  return claim && claim.status !== 'deleted' && isWithin(scope, claim.locationId) ? claim : refuseAbsent()
}

/** A draft is its writer's own; that of a claim is every colleague's who may edit the claim. */
const findDraft = async (call: Call, asker: Asker, draftId: string): Promise<Told> => {
  const { personId, organizationId } = asker.actor
  const draft = await call.em.findOne(ClaimDraft, { id: draftId, organizationId: organizationId! })
  if (!draft || (draft.personId !== personId && !draft.claimId)) return refuseAbsent()
  return { input: draft.input, claim: draft.claimId ? await findClaim(call, asker, draft.claimId) : null }
}

interface Side {
  vendorName: string
  vendorSlug: string
  timeZone: string
  partner: Omit<NoticeSnapshot['partner'], 'contactName' | 'contactEmail'>
  tenantId: string
  consentMode: ConsentMode
  /** How many mailboxes are told beside the contact. */
  copies: number
}

/** What the notice will tell if the claim is approved as it is. */
const foresee = async (call: Call, asker: Asker, input: ClaimInput, claim: Claim | null): Promise<NoticeSnapshot> => {
  const { vendorId, organizationId } = asker.actor
  const claimant = { organizationId: organizationId!, scope: asker.scope, editedClaimId: claim?.id ?? null }
  const { fields, items } = await readContent(call, claimant, input)
  const side = await readSide(call, claimant.organizationId, fields, input)
  const { vendorName, timeZone, partner, tenantId, consentMode, copies } = side
  const policy = await readPolicy(call, vendorId)
  const told = await withSubscriptions(call, items)
  const mode = askModeOf(consentMode)
  return {
    consentMode: mode,
    letterNumber: `${claim?.number ?? '0000000'}-1`,
    vendorName,
    timeZone,
    partner: { ...partner, contactName: input.partnerContact.name, contactEmail: input.partnerContact.email },
    customer: { name: fields.customerName, domain: fields.domain, tenantId },
    items: told,
    dataCategories: ['active_entitlements', 'qualified_entitlements'],
    windowDays: mode === 'opt_in' ? optInDays : policy.consentWindowDays,
    recipients: copies + 1,
    ...surveyIn(policy, side.vendorSlug, told),
  }
}

const readSide = async (
  call: Call,
  organizationId: string,
  { customerTenantId, locationId }: { customerTenantId: string; locationId: string },
  { customerContact, partnerContact }: ClaimInput,
): Promise<Side> => {
  const { rows } = await sql<Side>`
    select v.name as "vendorName", v.slug as "vendorSlug", v.time_zone as "timeZone", t.tenant_id as "tenantId", t.consent_mode as "consentMode",
      jsonb_build_object('name', o.name, 'number', l.number, 'locationName', l.name, 'city', l.city) as partner,
      (select count(*)::int from (${toldBesideContact(customerTenantId, organizationId)}) k
        where lower(k.address) not in (lower(${customerContact.email}), lower(${partnerContact.email}))) as copies
    from customer_tenant t join vendor v on v.id = t.vendor_id, location l join organization o on o.id = l.organization_id
    where t.id = ${customerTenantId} and l.id = ${locationId}
  `.execute(call.em.getKysely())
  return rows[0] ?? refuseAbsent()
}

type ChosenItem = Awaited<ReturnType<typeof readContent>>['items'][number]

const withSubscriptions = async (call: Call, items: readonly ChosenItem[]): Promise<NoticeSnapshot['items']> => {
  const ids = items.flatMap(({ subscriptionId }) => subscriptionId ?? [])
  const { rows } = await sql<{ id: string; subscriptionId: string; country: string | null }>`
    select id, subscription_id as "subscriptionId", country from subscription where id = any(${uuids(ids)})
  `.execute(call.em.getKysely())
  return items.map(({ itemKey, name, code, subscriptionId: rowId }) => {
    const { subscriptionId = null, country = null } = rows.find(({ id }) => id === rowId) ?? {}
    return { id: itemKey, name, code, subscriptionId, country }
  })
}
