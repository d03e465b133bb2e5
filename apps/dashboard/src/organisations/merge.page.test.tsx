import { acceptedMerge, executeMerge, inviteTidewater } from '@ofrecord/core/test/merging'
import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('whoever takes back an invitation to merge reads first what ends with it (M4)', async () => {
  const { id } = await inviteTidewater(server.world)
  openPage(server, `/organisation/merges/${id}`, 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: 'Take back the invitation' }))
  const dialog = await screen.findByRole('dialog', { name: /^Take back the invitation to / })
  expect(dialog).toHaveTextContent(/can no longer agree, and its primary program contact gets a letter/)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Take back the invitation' }))
  expect(await screen.findByText('The merge was taken back.')).toBeVisible()
})

test('before a merge is undone the desk reads what goes back, how much, and what stays (M6)', async () => {
  const id = await acceptedMerge(server.world)
  await executeMerge(server.world, id)
  openPage(server, `/desk/merges/${id}`, 'sam')
  const heading = await screen.findByRole('heading', { name: /^Goes back to / })
  const counts = heading.parentElement!.querySelector('dl')!
  expect(within(counts).getByText('Locations').nextElementSibling).toHaveTextContent(/^[1-9]\d*$/)
  expect(screen.getByText(/^Letters, notices, receipts/)).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Signed by somebody who could not.')
  await userEvent.click(screen.getByRole('button', { name: 'Undo the merge' }))
  expect(await screen.findByText('The two organisations are apart again.')).toBeVisible()
})

test('where something rests on the merge, the desk is told what, and is offered no undoing (MERGE_UNDO_BLOCKED)', async () => {
  const id = await acceptedMerge(server.world)
  await executeMerge(server.world, id)
  const { hierarchy } = await server.world.as('gwen')
  const [held] = await hierarchy.merge.heldBackRoles()
  await hierarchy.merge.confirmRole({ roleId: held!.roleId })
  openPage(server, `/desk/merges/${id}`, 'sam')
  expect(await screen.findByText(/^Somebody decided about a role/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Undo the merge' })).toBeNull()
  expect(screen.getByText('Who acts').nextElementSibling).toHaveTextContent('Nobody has to act')
})
