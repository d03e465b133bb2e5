import { createSignal, onMount } from 'solid-js'

type Rule = (email: string) => boolean

/**
 * Whether anybody can open such a mailbox (CLM-R14), by the wizard's own rule. It comes after the page: the library it
 * is written with is larger than the page.
 */
export const createFreeMailRule = (): Rule => {
  const [rule, setRule] = createSignal<Rule>(() => false)
  onMount(() => void readRule().then((read) => setRule(() => read)))
  return (email) => rule()(email)
}

const readRule = async (): Promise<Rule> => {
  const { problemsOfContacts } = await import('@ofrecord/core/claims/contact.rules')
  return (email) => {
    const contact = { name: '', title: '', email, language: '', phone: '' }
    const problems = problemsOfContacts(
      { ...emptyClaim, customerContact: contact, technicalContact: contact },
      [],
      false,
    )
    return problems.some(({ code }) => code === 'CONTACT_FREE_MAIL')
  }
}

const emptyClaim = {
  areaCode: '',
  activity: null,
  incentiveOptOut: false,
  locationId: null,
  tenantId: '',
  domain: '',
  items: [],
  name: '',
  partnerContact: { name: '', email: '' },
  solutionSellerName: '',
  revenueCustomerName: '',
  isvProductName: '',
}
