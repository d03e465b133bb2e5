import { locales } from '@ofrecord/messages/customer/runtime'
import { expect, test } from 'vitest'
import { ClaimInput } from './claim.rules.ts'
import { problemsOfContacts, sameAddress } from './contact.rules.ts'
import { customerLanguages } from './language.rules.ts'

const nora = {
  name: 'Nora Whitlock',
  title: 'Operations Director',
  email: 'nora.contact@orchardfoods.example',
  language: 'en',
  phone: '',
}
const complete: ClaimInput = {
  ...ClaimInput.parse({}),
  name: 'Mail for Orchard',
  customerContact: nora,
  technicalContact: { ...nora, name: 'Idris Falconer', email: 'i.falconer@orchardfoods.example' },
  partnerContact: { name: 'Ines Marchetti', email: 'ines.incentive@kestrel.example' },
}
const kestrel = ['kestrel.example', 'kestrel-consulting.example']
const judge = (changes: Partial<ClaimInput> = {}, technical = false) =>
  problemsOfContacts({ ...complete, ...changes }, kestrel, technical)
const judgeEmail = (email: string) => judge({ customerContact: { ...nora, email } })

test('GEN-R8: a contact is written to in a language that customers’ letters have, and in no other', () => {
  expect([...customerLanguages]).toEqual([...locales])
  const inLanguage = (language: string) => ClaimInput.safeParse({ customerContact: { ...nora, language } }).success
  expect([...locales, 'pt', ''].map(inLanguage)).toEqual([...locales.map(() => true), false, false])
})

test('CLM-R14: a contact at the customer has no problem', () => {
  expect(judge()).toEqual([])
})

test('CLM-V16: every empty field is CONTACT_INCOMPLETE, by its own name; the phone is optional', () => {
  const empty = { name: '', title: '', email: '', language: 'en', phone: '' }
  const fields = judge({ customerContact: empty, partnerContact: { name: '', email: '' } }).map(
    ({ code, field }) => `${code} ${field}`,
  )
  expect(fields).toEqual([
    'CONTACT_INCOMPLETE customerContact.name',
    'CONTACT_INCOMPLETE customerContact.title',
    'CONTACT_INCOMPLETE customerContact.email',
    'CONTACT_INCOMPLETE partnerContact.name',
    'CONTACT_INCOMPLETE partnerContact.email',
  ])
})

test('CLM-V16: a claim without a name is refused with CLAIM_NAME_REQUIRED', () => {
  expect(judge({ name: '' })).toMatchObject([{ code: 'CLAIM_NAME_REQUIRED', field: 'name' }])
})

test.each([
  'nora',
  'nora@',
  '@orchardfoods.example',
  'nora@orchardfoods',
  'nora@orchard foods.example',
  'nora.contact@orchardfoods.example, tess@orchardfoods.example',
  'Nora <nora.contact@orchardfoods.example>',
  'nora@orchardfoods.example\r\nBcc: all@orchardfoods.example',
  'nora..contact@orchardfoods.example',
  `${'n'.repeat(65)}@orchardfoods.example`,
  'nora@-orchardfoods.example',
])('CLM-R14: %j is not an address: CONTACT_EMAIL_MALFORMED', (email) => {
  expect(judgeEmail(email)).toMatchObject([{ code: 'CONTACT_EMAIL_MALFORMED', field: 'customerContact.email' }])
  expect(judge({ partnerContact: { name: 'Ines', email } })).toMatchObject([
    { code: 'CONTACT_EMAIL_MALFORMED', field: 'partnerContact.email' },
  ])
})

test.each([
  'nora@kestrel.example',
  'Nora@KESTREL.example',
  'nora@kestrel-consulting.example',
  'nora@mail.kestrel.example',
])('CLM-R14: %s is in a domain of the claiming organisation: CONTACT_DOMAIN_IS_PARTNER (C16)', (email) => {
  expect(judgeEmail(email)).toMatchObject([
    { code: 'CONTACT_DOMAIN_IS_PARTNER', field: 'customerContact.email', rule: 'CLM-R14' },
  ])
})

test('CLM-R14: a domain that only ends alike is somebody else’s', () => {
  expect(judgeEmail('nora@notkestrel.example')).toEqual([])
  expect(judgeEmail('nora@kestrel.example.orchardfoods.example')).toEqual([])
})

test('CLM-R14: an organisation whose domains were kept in capitals is recognised too', () => {
  const customerContact = { ...nora, email: 'nora@kestrel.example' }
  expect(problemsOfContacts({ ...complete, customerContact }, ['Kestrel.Example'], false)).toMatchObject([
    { code: 'CONTACT_DOMAIN_IS_PARTNER' },
  ])
})

test('CLM-R14: the partner contact’s own address, typed another way, is CONTACT_EQUALS_PARTNER_CONTACT', () => {
  const partnerContact = { name: 'Ines', email: 'Nora.Contact@OrchardFoods.example' }
  expect(judge({ partnerContact })).toMatchObject([
    { code: 'CONTACT_EQUALS_PARTNER_CONTACT', field: 'customerContact.email', rule: 'CLM-R14' },
  ])
  expect(sameAddress(' A@b.example', 'a@B.example ')).toBe(true)
})

test('CLM-R14: a free mailbox is a warning, which blocks nothing', () => {
  expect(judgeEmail('nora@freemail.example')).toEqual([
    { code: 'CONTACT_FREE_MAIL', field: 'customerContact.email', rule: 'CLM-R14', warning: true },
  ])
})

test('CLM-R15: the technical contact is asked for only where the area needs one, and is judged like the other', () => {
  const technicalContact = { ...nora, name: '', title: '', email: '' }
  expect(judge({ technicalContact })).toEqual([])
  expect(judge({ technicalContact }, true).map(({ field }) => field)).toEqual([
    'technicalContact.name',
    'technicalContact.title',
    'technicalContact.email',
  ])
  expect(judge({ technicalContact: { ...nora, email: 'nora@kestrel.example' } }, true)).toMatchObject([
    { code: 'CONTACT_DOMAIN_IS_PARTNER', field: 'technicalContact.email' },
  ])
})
