import { addEvidence, makeClaim, submitClaim } from '@ofrecord/core/test/story'
import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'
import { mentionedIn, piecesOf } from './page/mentions.ts'

const server = createServer()

const commentArea = () => screen.findByRole('textbox', { name: /^Comment to/ })

test('a colleague is mentioned by keyboard alone: @, arrows, Enter; Escape closes the list', async () => {
  const { claimId } = await makeClaim(server.world)
  openPage(server, `/claims/${claimId}`, 'ines')
  const area = await commentArea()
  await userEvent.type(area, 'Can @gw')
  const list = await screen.findByRole('listbox', { name: 'Colleagues to mention' })
  const option = within(list).getByRole('option', { name: 'Gwen Aldous' })
  expect(option).toHaveAttribute('aria-selected', 'true')
  expect(area).toHaveAttribute('aria-controls', list.id)
  expect(area).toHaveAttribute('aria-activedescendant', option.id)
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
  await userEvent.keyboard('e{Enter}')
  expect(area).toHaveValue('Can @Gwen Aldous ')
  await userEvent.keyboard('look?')
  await userEvent.click(screen.getByRole('button', { name: 'Save comment' }))
  expect(await screen.findByText('@Gwen Aldous')).toHaveProperty('tagName', 'MARK')
  await server.world.work()
  expect(server.world.sent.map(({ subject }) => subject)).toContainEqual(
    expect.stringContaining('Ines Marchetti mentioned you in a comment'),
  )
})

test('arrows walk through the names, and what nobody is called says so', async () => {
  const { rows: locations } = await (await server.world.as('ines')).hierarchy.choices({ privilege: 'claims.create' })
  const cologne = locations.find(({ name }) => name === 'Cologne')!
  const { claimId } = await makeClaim(server.world, { locationId: cologne.id })
  openPage(server, `/claims/${claimId}`, 'ines')
  const area = await commentArea()
  await userEvent.type(area, '@')
  const options = within(await screen.findByRole('listbox')).getAllByRole('option')
  expect(options.length).toBeGreaterThan(1)
  await userEvent.keyboard('{ArrowDown}')
  expect(options[1]).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  expect(options.at(-1)).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('zzz')
  expect((await screen.findAllByText('No colleague of this name can open the claim.'))[0]).toBeVisible()
  await userEvent.clear(area)
  await userEvent.type(area, 'write to nora@or')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
})

test('a reviewer chooses among the reviewers', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  openPage(server, `/review/${claim.claimId}`, 'rosa')
  await userEvent.click(await screen.findByRole('tab', { name: /^Conversation/ }))
  await userEvent.type(await commentArea(), '@')
  const options = within(await screen.findByRole('listbox')).getAllByRole('option')
  expect(options.map((option) => option.textContent)).toEqual(['Liam Achterberg'])
})

test('a name is a mention only whole: the longer of two, and not the beginning of another', () => {
  const fellows = [
    { personId: '1', name: 'Ann Lee' },
    { personId: '2', name: 'Ann Lee Ford' },
  ]
  expect(mentionedIn('@Ann Lee Ford and @Ann Leeson', fellows)).toEqual(['2'])
  expect(mentionedIn('Ann Lee, a@Ann', fellows)).toEqual([])
  expect(piecesOf('Hi @Ann Lee!', ['Ann Lee']).map(({ text }) => text)).toEqual(['Hi ', '@Ann Lee', '!'])
})
