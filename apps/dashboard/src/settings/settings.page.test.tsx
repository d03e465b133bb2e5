import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { policyDefaults } from '@ofrecord/core/catalogue/catalogue.rules'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const fieldOf = (name: string) => screen.findByLabelText(new RegExp(`^${name}`))

const fill = async (name: string, value: string): Promise<void> => {
  const field = await fieldOf(name)
  await userEvent.clear(field)
  if (value !== '') await userEvent.type(field, value)
}

const putInForce = () => userEvent.click(screen.getByRole('button', { name: 'Put in force' }))

test('B.0.4: every setting shows what is in force, its unit, its default and what it does', async () => {
  openPage(server, '/settings', 'petra')
  const field = await fieldOf('Time to answer')
  expect(field).toHaveValue('30')
  expect(field).toHaveAccessibleDescription(
    /rejected when the partner does not answer.*Default 30 days\. From 5 to 180\./,
  )
  expect(await fieldOf('Items in one claim')).toHaveValue('')
  // Five settings are switches, and the reason is written beside the others.
  expect(screen.getAllByRole('textbox').length).toBe(Object.keys(policyDefaults).length - 5 + 1)
  expect(screen.getAllByRole('checkbox')).toHaveLength(5)
})

test('POL-R1: the page says that running deadlines do not move', async () => {
  openPage(server, '/settings', 'petra')
  expect(await screen.findByText('Deadlines that run do not move.')).toBeVisible()
})

test('GEN-R4: a change needs a reason, and stands in the history with before and after', async () => {
  openPage(server, '/settings', 'petra')
  await fill('Time for a review', '8')
  await fill('Items in one claim', '40')
  await putInForce()
  expect(await screen.findByRole('alert')).toHaveTextContent('Say why you change this.')
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Fewer reviewers in August')
  await putInForce()
  const list = await screen.findByRole('list', { name: 'Changes' })
  const entry = await within(list).findByText('changed the settings: Fewer reviewers in August', { exact: false })
  const item = entry.closest('li')!
  expect(item).toHaveTextContent('Petra Novotná')
  expect(item).toHaveTextContent('5 business days')
  expect(item).toHaveTextContent('8 business days')
  expect(item).toHaveTextContent('no limit')
  expect(await fieldOf('Time for a review')).toHaveValue('8')
})

test('AMB-9: approving by rule is switched on with a share for the sample, and the history says so', async () => {
  openPage(server, '/settings', 'petra')
  const box = await screen.findByRole('checkbox', { name: /^Approve by rule/ })
  expect(box).not.toBeChecked()
  expect(await fieldOf('Random sample')).toHaveValue('10')
  await userEvent.click(box)
  await fill('Random sample', '25')
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Many good claims')
  await putInForce()
  const list = await screen.findByRole('list', { name: 'Changes' })
  const entry = await within(list).findByText('changed the settings: Many good claims', { exact: false })
  const item = entry.closest('li')!
  expect(item).toHaveTextContent(/Approve by rule.*off.*on/)
  expect(item).toHaveTextContent(/10 per cent.*25 per cent/)
  expect(box).toBeChecked()
  expect((await (await server.world.as('aiko')).policy.get()).settings).toMatchObject({
    autoApprove: true,
    samplePercent: 25,
  })
})

test('NOT-R1: a survey is switched on with its address, and not without', async () => {
  openPage(server, '/settings', 'petra')
  const box = await screen.findByRole('checkbox', { name: /^Survey about partners/ })
  expect(box).not.toBeChecked()
  await userEvent.click(box)
  await userEvent.type(screen.getByLabelText(/^Reason/), 'First survey')
  await fill('Address of the survey', 'http://surveys.halcyon.example')
  await putInForce()
  expect(await screen.findByRole('alert')).toHaveTextContent('Enter an address that begins with https://')
  await fill('Address of the survey', '')
  await putInForce()
  expect((await screen.findAllByText('Give an address that begins with https://', { exact: false }))[0]).toBeVisible()
  await fill('Address of the survey', 'https://surveys.halcyon.example/partners')
  await putInForce()
  const list = await screen.findByRole('list', { name: 'Changes' })
  const entry = await within(list).findByText('changed the settings: First survey', { exact: false })
  expect(entry.closest('li')).toHaveTextContent('https://surveys.halcyon.example/partners')
})

test('B.0.4: what is out of range is said at the field, and nothing is sent', async () => {
  openPage(server, '/settings', 'petra')
  await fill('Consent window', '0')
  await userEvent.type(screen.getByLabelText(/^Reason/), 'x')
  await putInForce()
  expect(await fieldOf('Consent window')).toHaveAccessibleDescription(/Enter a whole number from 1 to 90\./)
  expect(screen.getByRole('alert')).toHaveTextContent('Consent window: Enter a whole number from 1 to 90.')
  expect(server.requests.filter(({ url }) => url.includes('policy.change'))).toEqual([])
})

test('GEN-R5: when somebody changed a setting meanwhile it is said, and what was typed stays', async () => {
  openPage(server, '/settings', 'petra')
  await fill('Time for a review', '8')
  const other = await server.world.as('petra')
  await other.policy.change({ version: 0, settings: { ...policyDefaults, undoHours: 36 }, reason: 'Longer' })
  await userEvent.type(screen.getByLabelText(/^Reason/), 'Fewer reviewers')
  await putInForce()
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody changed this since you opened it.')
  expect(await fieldOf('Time for a review')).toHaveValue('8')
})

test('the auditor reads the settings and has no form', async () => {
  openPage(server, '/settings', 'aiko')
  expect(await screen.findByText('Time for a review')).toBeVisible()
  expect(screen.getAllByText('5 business days').length).toBe(4)
  expect(screen.queryByRole('button', { name: 'Put in force' })).toBeNull()
})
