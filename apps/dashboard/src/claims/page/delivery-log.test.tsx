import { installation } from '@ofrecord/core/test/stage'
import { openedWindow } from '@ofrecord/core/test/story'
import { noteReturn } from '@ofrecord/core/letters/returns'
import { configure, screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../../test/open.tsx'
import { createServer } from '../../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

/** A claim in the customer's window whose contact's letter came back. */
const bouncedClaim = async () => {
  const claim = await openedWindow(server.world)
  const [letter] = await server.world.rows<{ messageId: string }>(
    `select message_id as "messageId" from letter where template = 'association-notice' and recipient like 'nora%'`,
  )
  const report = { addresses: [], messageIds: [letter!.messageId], recipient: null, said: '550 no such mailbox' }
  await noteReturn(server.world.orm, installation, { kind: 'bounced', ...report })
  await server.world.work()
  return claim
}

const rowsOf = async (): Promise<string[]> => {
  const table = await screen.findByRole('table', { name: 'Letters to the customer' })
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent)
}

test('the partner reads which letters the customer got, by domain, and how far each got', async () => {
  const { claimId } = await bouncedClaim()
  openPage(server, `/claims/${claimId}`, 'ines')
  const rows = (await rowsOf()).toSorted()
  expect(rows).toHaveLength(3)
  expect(rows.filter((row) => row.includes('Taken by the customer’s mail server'))).toHaveLength(2)
  expect(rows.find((row) => row.includes('n••@orchardfoods.example'))).toContain('Came back')
  expect(rows.join()).not.toContain('550')
})

test('the reviewer reads the whole address and what the servers said', async () => {
  const { claimId } = await bouncedClaim()
  openPage(server, `/review/${claimId}`, 'rosa')
  await userEvent.click(await screen.findByRole('tab', { name: 'History' }))
  const row = (await rowsOf()).find((text) => text.includes('nora.contact@orchardfoods.example'))
  expect(row).toContain('550 no such mailbox')
})
