import { screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const idOf = async (name: string): Promise<string> =>
  (await server.world.rows<{ id: string }>('select id from location where name = $1', [name]))[0]!.id

test('B.7.7: who opens a rehearsal reads where the location goes and why, and once it does not hold works it out again', async () => {
  // The page goes by the browser's clock.
  server.world.at(new Date())
  const { hierarchy } = await server.world.as('gwen')
  const change = { kind: 'moved', locationId: await idOf('Cologne'), parentId: await idOf('Milan') } as const
  const { id } = await hierarchy.rehearse({ change, reason: 'Milan looks after it.' })
  const signing = openPage(server, `/organisation/rehearsals/${id}`, 'gwen')
  expect(await screen.findByRole('heading', { level: 1, name: /^Move Cologne below Milan/ })).toBeVisible()
  expect(screen.getByText('“Milan looks after it.”')).toBeVisible()
  expect(screen.getByText('below Bristol')).toBeVisible()
  expect(screen.getByLabelText(/^Reason/)).toHaveValue('Milan looks after it.')
  signing.unmount()
  await server.world.rows(`update location set version = version + 1 where name = 'Leeds'`)
  // The list has not looked, and does not say more than it knows.
  const list = openPage(server, '/organisation/rehearsals', 'gwen')
  expect(await screen.findByText(/^Good until .+, if nothing has changed since$/)).toBeVisible()
  list.unmount()
  const { history } = openPage(server, `/organisation/rehearsals/${id}`, 'gwen')
  expect(await screen.findByText('Something has changed since')).toBeVisible()
  expect(screen.queryByRole('button', { name: /^I have read it/ })).toBeNull()
  expect(screen.queryByRole('button', { name: /^Carry out/ })).toBeNull()
  await userEvent.setup().click(screen.getByRole('button', { name: 'Work it out again' }))
  expect(await screen.findByText('Can be carried out')).toBeVisible()
  expect(history.get()).not.toContain(id)
})
