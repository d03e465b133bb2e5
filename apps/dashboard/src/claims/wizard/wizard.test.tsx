import { goodInput, makeClaim } from '@ofrecord/core/test/story'
import { tiny } from '../../../../../packages/world/src/tiny.ts'
import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../../test/open.tsx'
import { createServer } from '../../../test/server.ts'

const server = createServer()

/** A draft as it was left at a step, and its page. */
const openDraft = async (
  step: 'activity' | 'customer' | 'items' | 'contacts' | 'review',
  input: Partial<ClaimInput>,
  person = 'ines',
) => {
  const caller = await server.world.as(person)
  const { draftId } = await caller.claims.drafts.save({ draftId: null, version: null, step, input })
  return { draftId, ...openPage(server, `/claims/unfinished/${draftId}/${step}`, person) }
}

const presales = (tenant: 'nordmark' | 'orchard' = 'nordmark'): Partial<ClaimInput> => ({
  areaCode: 'business_apps',
  activity: 'presales',
  tenantId: tiny.tenants[tenant].tenantId,
  domain: tiny.tenants[tenant].domains[0]!,
})

/** Pastes, as people do with what they copied. */
const paste = async (field: HTMLElement, text: string): Promise<void> => {
  await userEvent.clear(field)
  await userEvent.click(field)
  await userEvent.paste(text)
}

const proceed = async (): Promise<void> => userEvent.click(await screen.findByRole('button', { name: /^Continue/ }))

const summary = (): Promise<HTMLElement> => screen.findByRole('alert')

test('what is missing is named in a summary that takes the focus, and nothing is kept of an empty form', async () => {
  const { history } = openPage(server, '/claims/new', 'ines')
  await proceed()
  expect(await summary()).toHaveFocus()
  expect(await summary()).toHaveTextContent('Choose a solution area.')
  await userEvent.click(within(await summary()).getByRole('link'))
  expect(screen.getByRole('radio', { name: 'Business Applications' })).toHaveFocus()
  expect(history.get()).toBe('/claims/new')
  expect(await (await server.world.as('ines')).claims.drafts.list()).toHaveLength(0)
})

test('revenue recognition warns that it earns nothing and asks for the parties of the sale (CLM-R3, C18)', async () => {
  openPage(server, '/claims/new', 'ines')
  await userEvent.click(await screen.findByRole('radio', { name: 'Business Applications' }))
  await userEvent.click(screen.getByRole('radio', { name: /^Revenue recognition/ }))
  expect(screen.getByText('This claim cannot earn incentives.')).toBeVisible()
  await proceed()
  expect(await summary()).toHaveTextContent('3 things to mend')
  expect(screen.getByRole('textbox', { name: 'Solution seller' })).toBeInvalid()
})

test('the first step makes a draft, and a closed tab loses neither words nor place (C4)', async () => {
  const { history, unmount } = openPage(server, '/claims/new', 'ugo')
  await userEvent.click(await screen.findByRole('radio', { name: 'Workplace & Security' }))
  await proceed()
  expect(await screen.findByRole('heading', { name: 'Who does the work, and for whom?' })).toBeVisible()
  // The only location in reach is chosen already.
  expect(screen.getByRole('combobox', { name: 'Location' })).toHaveDisplayValue(/^Cologne/)
  await paste(screen.getByRole('textbox', { name: 'Customer’s domain' }), 'orchardfoods.example')
  await paste(screen.getByRole('textbox', { name: 'Tenant ID' }), tiny.tenants.orchard.tenantId)
  await proceed()
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Mail and Calendar/ }))
  await proceed()
  await paste(await screen.findByRole('textbox', { name: 'Name of the claim' }), 'Half a na')
  const address = history.get()
  expect(address).toMatch(/^\/claims\/unfinished\/[0-9a-f-]{36}\/contacts$/)
  unmount()
  await waitFor(async () => {
    const [draft] = await (await server.world.as('ugo')).claims.drafts.list()
    expect(draft).toMatchObject({ name: 'Half a na', step: 'contacts' })
  })
  const again = openPage(server, '/claims', 'ugo')
  await userEvent.click(await screen.findByRole('link', { name: 'Continue Half a na' }))
  await waitFor(() => expect(again.history.get()).toBe(address))
  expect(await screen.findByRole('textbox', { name: 'Name of the claim' })).toHaveValue('Half a na')
  await userEvent.click(screen.getByRole('link', { name: 'Items' }))
  expect(await screen.findByRole('checkbox', { name: /^Mail and Calendar/ })).toBeChecked()
  await userEvent.click(screen.getByRole('link', { name: 'Location and customer' }))
  expect(await screen.findByRole('textbox', { name: 'Customer’s domain' })).toHaveValue('orchardfoods.example')
})

test('a programme chooses area and activity, from its list or from the address of its page (B.1.3)', async () => {
  const { unmount } = openPage(server, '/claims/new', 'ugo')
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: /^Programme/ }), 'Workplace usage')
  expect(screen.getByRole('radio', { name: 'Workplace & Security' })).toBeChecked()
  expect(screen.getByRole('radio', { name: /^Usage/ })).toBeChecked()
  unmount()
  openPage(server, '/claims/new?programme=ba_revenue', 'ugo')
  expect(await screen.findByRole('radio', { name: 'Business Applications' })).toBeChecked()
  expect(screen.getByRole('radio', { name: /^Revenue/ })).toBeChecked()
})

test('a GUID in braces, capitals and blanks is understood, and shown as it was understood (C5)', async () => {
  const { draftId } = await openDraft('customer', { ...presales(), tenantId: '', locationId: null })
  const field = await screen.findByRole('textbox', { name: 'Tenant ID' })
  await userEvent.type(field, 'e2')
  expect(field).toHaveFocus()
  await paste(field, `  {${tiny.tenants.nordmark.tenantId.toUpperCase()}} `)
  await userEvent.tab()
  expect(field).toHaveValue(tiny.tenants.nordmark.tenantId)
  await waitFor(() => expect(field).toHaveAccessibleDescription(/This is Nordmark Möbel\./))
  const draft = await (await server.world.as('ines')).claims.drafts.get({ draftId })
  expect(draft.input.tenantId).toBe(tiny.tenants.nordmark.tenantId)
})

test('a domain of one customer with the tenant of another is refused at the field (C6)', async () => {
  await openDraft('customer', {
    ...presales(),
    domain: 'orchardfoods.example',
    locationId: (await goodInput(server.world)).locationId,
  })
  await proceed()
  expect(await summary()).toHaveTextContent(
    'This domain and this tenant do not belong together. Ask the customer for both.',
  )
  const field = screen.getByRole('textbox', { name: 'Customer’s domain' })
  expect(field).toBeInvalid()
  expect(field).toHaveAccessibleDescription(/do not belong together/)
  await paste(field, 'nowhere.example')
  await proceed()
  await waitFor(() => expect(field).toHaveAccessibleDescription(/This domain and this tenant do not belong together/))
})

test('an item that the organisation holds already is greyed, with the claim that holds it (C7)', async () => {
  const { number } = await makeClaim(server.world)
  const { tenantId, domain } = await goodInput(server.world)
  await openDraft('items', { areaCode: 'workplace', activity: 'usage', tenantId, domain })
  const mail = await screen.findByRole('checkbox', { name: /^Mail and Calendar/ })
  expect(mail).toHaveAccessibleDescription(
    new RegExp(`Already recorded for your organisation, by .+ in claim ${number}`),
  )
  await userEvent.click(mail)
  expect(mail).not.toBeChecked()
  expect(screen.getAllByRole('link', { name: new RegExp(`in claim ${number}`) })[0]).toHaveAttribute(
    'href',
    `/claims/${number}`,
  )
})

test('a product whose partner the customer names cannot be ticked, and says how a designation works (C8)', async () => {
  await openDraft('items', presales())
  const insight = await screen.findByRole('checkbox', { name: /^Insight Reports/ })
  await userEvent.click(insight)
  expect(insight).not.toBeChecked()
  expect(insight).toHaveAccessibleDescription(/The customer names its partner itself/)
  expect(screen.getByText('How a designation works')).toBeVisible()
})

test('two subscriptions of one product: the ID has to be typed, and its field says so (C9)', async () => {
  await openDraft('items', presales())
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Sales Hub' }))
  const field = screen.getByRole('textbox', { name: 'Subscription ID' })
  expect(field).toHaveValue('')
  expect(field).toHaveAccessibleDescription(/This tenant has 2 Sales Hub subscriptions/)
  await proceed()
  const line = within(await summary()).getByRole('link', { name: /^Sales Hub: The customer has 2 subscriptions/ })
  await userEvent.click(line)
  expect(field).toHaveFocus()
})

test('the only subscription of a product is filled in and can be changed (C10)', async () => {
  await openDraft('items', presales('orchard'))
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Sales Hub' }))
  const field = screen.getByRole('textbox', { name: 'Subscription ID' })
  expect(field).toHaveValue(tiny.subscriptions.orchardSales.subscriptionId)
  await paste(field, 'another')
  expect(field).toHaveValue('another')
})

test('a subscription younger than 48 hours says from when it can be claimed, and can be left out (C11)', async () => {
  await openDraft('items', presales())
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Field Service' }))
  await proceed()
  const field = screen.getByRole('textbox', { name: 'Subscription ID' })
  await waitFor(() => expect(field).toHaveAccessibleDescription(/It can be claimed from/))
  await userEvent.click(screen.getByRole('button', { name: 'Continue without it' }))
  expect(screen.getByRole('checkbox', { name: 'Field Service' })).not.toBeChecked()
})

test('an address in the partner’s own domain is refused at the e-mail field (C16)', async () => {
  const input = await goodInput(server.world)
  await openDraft('contacts', {
    ...input,
    customerContact: { ...input.customerContact, email: 'someone@kestrel.example' },
  })
  await proceed()
  expect(await summary()).toHaveTextContent(
    'Contact at the customer, E-mail: kestrel.example is a domain of your own organisation.',
  )
})

test('a draft that was changed in another tab shows both, field by field, and asks whose words stay', async () => {
  const ines = await server.world.as('ines')
  const input = await goodInput(server.world)
  const { draftId } = await openDraft('contacts', input)
  const field = await screen.findByRole('textbox', { name: 'Name of the claim' })
  const { version } = await ines.claims.drafts.get({ draftId })
  await ines.claims.drafts.save({ draftId, version, step: 'contacts', input: { ...input, name: 'Theirs' } })
  await paste(field, 'Mine')
  await proceed()
  const dialog = await screen.findByRole('dialog', { name: 'Which words shall stay?' })
  expect(within(dialog).getByRole('row', { name: 'Name of the claim Mine Theirs' })).toBeVisible()
  expect(within(dialog).getAllByRole('row')).toHaveLength(2)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await ines.claims.drafts.get({ draftId })).input.name).toBe('Mine'))
})

test('a draft that was discarded elsewhere can be kept as a new one', async () => {
  const ines = await server.world.as('ines')
  const { draftId, history } = await openDraft('contacts', await goodInput(server.world))
  const field = await screen.findByRole('textbox', { name: 'Name of the claim' })
  await ines.claims.drafts.discard({ draftId, version: 1 })
  await paste(field, 'Still here')
  await proceed()
  await userEvent.click(await screen.findByRole('button', { name: 'Keep it as a new one' }))
  await waitFor(() => expect(history.get()).not.toContain(draftId))
  expect(screen.getByRole('textbox', { name: 'Name of the claim' })).toHaveValue('Still here')
  expect(await ines.claims.drafts.list()).toHaveLength(1)
})

test('the review says everything once more; "Create claim" gives it a number and its page', async () => {
  const { history } = await openDraft('review', await goodInput(server.world))
  const items = await screen.findByRole('region', { name: /^Items/ })
  await waitFor(() => expect(items).toHaveTextContent(/Mail and Calendar.*Meetings/s))
  expect(screen.getByRole('link', { name: 'Change Contacts' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\/contacts$/),
  )
  await userEvent.click(screen.getByRole('button', { name: /^Create claim/ }))
  expect(await screen.findByText('Claim 1000001 created')).toBeVisible()
  await waitFor(() => expect(history.get()).toMatch(/^\/claims\/[0-9a-f-]{36}$/))
  expect(await (await server.world.as('ines')).claims.drafts.list()).toHaveLength(0)
})

test('a review with something missing leads back to the page where it is mended', async () => {
  await openDraft('review', { ...(await goodInput(server.world)), name: '' })
  await userEvent.click(await screen.findByRole('button', { name: /^Create claim/ }))
  await userEvent.click(
    within(await summary()).getByRole('link', { name: 'Give the claim a name that your colleagues recognise.' }),
  )
  expect(screen.getByRole('link', { name: 'Change Contacts' })).toHaveFocus()
})

test('a claim that is still a draft opens in the same wizard and keeps its number', async () => {
  const ines = await server.world.as('ines')
  const { claimId, number } = await makeClaim(server.world)
  const { draftId } = await ines.claims.drafts.edit({ claimId })
  openPage(server, `/claims/unfinished/${draftId}/contacts`, 'ines')
  await paste(await screen.findByRole('textbox', { name: 'Name of the claim' }), 'A better name')
  await proceed()
  await userEvent.click(await screen.findByRole('button', { name: /^Save changes/ }))
  expect(await screen.findByText(`Claim ${number} changed`)).toBeVisible()
  expect((await ines.claims.get({ claimId })).name).toBe('A better name')
})

test('CLM-R10 the items page says to choose only what one’s people work on, and who compares it', async () => {
  const { areaCode, activity, locationId, tenantId, domain } = await goodInput(server.world)
  await openDraft('items', { areaCode, activity, locationId, tenantId, domain })
  expect(
    await screen.findByText(/^Choose only those that your people actively work on\. A reviewer compares/),
  ).toBeVisible()
})

test('CLM-R16 before contacts are typed the page says whom the vendor writes to and whom the letter names', async () => {
  await openDraft('contacts', await goodInput(server.world))
  expect(
    await screen.findByText(
      /writes to this person and to the customer’s administrators\. The letter names your contact/,
    ),
  ).toBeVisible()
})

test('NOT-R5 the last step opens the customer’s letter, as it looks and as text, in a frame where nothing of it runs', async () => {
  await openDraft('review', await goodInput(server.world))
  await userEvent.click(await screen.findByRole('button', { name: 'Read the letter the customer will get' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(await dialog.findByText(/Kestrel Consulting Group asks to see two figures about Orchard Foods$/)).toBeVisible()
  const frame = dialog.getByTitle<HTMLIFrameElement>('The letter to the customer')
  expect(frame.getAttribute('sandbox')).toBe('')
  expect(frame.getAttribute('src')).toMatch(/^\/previews\/draft\/[0-9a-f-]{36}$/)
  await userEvent.click(dialog.getByRole('tab', { name: 'As text' }))
  expect(dialog.getByRole('tabpanel')).toHaveTextContent('If you agree, you need to do nothing.')
})
