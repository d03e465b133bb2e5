import type { ClaimInput, ContactInput } from '@ofrecord/core/claims/claim.rules'
import type { ClaimPlan, ItemPlan } from '../claims/plan.ts'
import type { CustomerContact } from '../customers.table.ts'
import type { Laid } from '../ground.ts'
import type { World } from '../world.ts'

/** A plan as the partner types it into the wizard; whoever creates the claim is the partner's contact. */
export const inputOfPlan = (world: World, laid: Laid, plan: ClaimPlan): ClaimInput => {
  const creator = world.people.find(({ key }) => key === plan.creator)!
  return {
    areaCode: plan.area,
    activity: plan.activity,
    incentiveOptOut: plan.incentiveOptOut,
    locationId: laid.locations.get(plan.location)!,
    tenantId: world.tenants.find(({ key }) => key === plan.tenant)!.tenantId,
    domain: plan.domain,
    items: plan.items.map((item) => itemOf(world, item)),
    name: plan.name,
    customerContact: contactOf(plan.contact),
    technicalContact: plan.technical ? contactOf(plan.technical) : nobody,
    partnerContact: { name: creator.name, email: creator.email },
    solutionSellerName: plan.revenueDetails?.solutionSellerName ?? '',
    revenueCustomerName: plan.revenueDetails?.customerName ?? '',
    isvProductName: plan.revenueDetails?.isvProductName ?? '',
  }
}

const itemOf = (world: World, item: ItemPlan): ClaimInput['items'][number] => {
  if (item.kind === 'workload') return { code: item.workload, subscription: '' }
  const { product, subscriptionId } = world.subscriptions.find(({ key }) => key === item.subscription)!
  return { code: product, subscription: item.typed ?? subscriptionId }
}

const nobody: ContactInput = { name: '', title: '', email: '', language: 'en', phone: '' }

const contactOf = ({ name, title, email, language }: CustomerContact): ContactInput => ({
  name,
  title,
  email,
  language,
  phone: '',
})
