import { locationId } from '@ofrecord/core/test/access'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const box = (name: string | RegExp): HTMLElement => screen.getByLabelText(name)

const put = async (name: string | RegExp, text: string): Promise<void> => {
  await userEvent.clear(box(name))
  await userEvent.click(box(name))
  await userEvent.paste(text)
}

const send = (): Promise<void> => userEvent.click(screen.getByRole('button', { name: 'Send to customer' }))

const whole = async () => ({
  locationId: await locationId(server.world, 'Leeds'),
  company: 'Orchard Foods',
  contactName: 'Nora Lind',
  contactTitle: 'Head of IT',
  contactEmail: 'nora@orchardfoods.example',
  projectTitle: 'Mail for everybody',
  description: 'Moved 400 mailboxes within a weekend.',
  startedOn: '2026-03-02',
  endedOn: '2026-08-28',
  competencies: ['messaging'],
  outcome: 'One address book for six factories.',
})

test('REF-R2, REF-R3: what stands in the way is listed at its field, nothing typed is lost, and what was typed is a draft', async () => {
  const { history } = openPage(server, '/references/new', 'gwen')
  await screen.findByRole('heading', { name: 'New reference' })
  await put('Customer’s company', 'Orchard Foods')
  await send()
  const unplaced = await screen.findByRole('alert')
  expect(unplaced).toHaveFocus()
  expect(unplaced).toHaveTextContent('Location that did the work: Choose the location')
  await userEvent.selectOptions(
    box('Location that did the work'),
    await screen.findByRole('option', { name: /^Leeds/ }),
  )
  await waitFor(() => expect(history.get()).toMatch(/^\/references\/[0-9a-f-]{36}\/edit$/))
  await put('Contact’s work e-mail', 'mina@kestrel.example')
  await put('Began on', '2026-09-01')
  await put('Ended or went live on', '2025-06-30')
  await send()
  const summary = await screen.findByText(
    'Contact’s work e-mail: kestrel.example is your own domain. Give the address of somebody at the customer.',
  )
  expect(summary.closest('[role=alert]')).toHaveTextContent('Contact’s name: Fill this in.')
  expect(summary.closest('[role=alert]')).toHaveTextContent('Competencies: Tick at least one.')
  await userEvent.click(summary)
  expect(box('Contact’s work e-mail')).toHaveFocus()
  expect(box('Contact’s work e-mail')).toHaveValue('mina@kestrel.example')
  expect(box('Contact’s work e-mail')).toHaveAccessibleDescription(/is your own domain/)
  expect(box('Began on')).toHaveAccessibleDescription('The project ends before it begins. Correct one of the days.')
  expect(box('Customer’s company')).toHaveValue('Orchard Foods')
  const { rows } = await (await server.world.as('gwen')).references.list({})
  expect(rows).toMatchObject([{ state: 'draft', company: 'Orchard Foods' }])
})

test('B.5.2: before it is sent, the form says who is told what; a duplicate warns and blocks nothing', async () => {
  const gwen = await server.world.as('gwen')
  const { referenceId, version } = await gwen.references.create(await whole())
  await gwen.references.send({ referenceId, version })
  const again = await gwen.references.create({ ...(await whole()), projectTitle: 'The same again', quotingAsked: true })
  const { history } = openPage(server, `/references/${again.referenceId}/edit`, 'gwen')
  await screen.findByRole('heading', { name: 'Edit reference' })
  await send()
  const dialog = await screen.findByRole('dialog', { name: 'Send it to Orchard Foods?' })
  expect(box('Contact’s work e-mail')).toHaveAccessibleDescription(
    /Nora Lind was already asked about “Mail for everybody”/,
  )
  expect(within(dialog).getByText('Nora Lind, Head of IT, nora@orchardfoods.example')).toBeVisible()
  expect(
    within(dialog).getByText(/Is asked besides whether you may quote it\. There are 60 days to answer/),
  ).toBeVisible()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send to customer' }))
  expect(await screen.findByText('Nora Lind of Orchard Foods confirms or rejects it')).toBeVisible()
  expect(history.get()).toBe(`/references/${again.referenceId}`)
})

test('GEN-R5: what a colleague saved meanwhile is asked about, and what was typed stays until it is answered', async () => {
  const gwen = await server.world.as('gwen')
  const { referenceId, version } = await gwen.references.create(await whole())
  openPage(server, `/references/${referenceId}/edit`, 'gwen')
  await screen.findByRole('heading', { name: 'Edit reference' })
  await gwen.references.update({ ...(await whole()), company: 'Their words', referenceId, version })
  await put('Project title', 'My words')
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await gwen.references.get({ referenceId })).fields.projectTitle).toBe('My words'))
  expect(box('Project title')).toHaveValue('My words')
})
