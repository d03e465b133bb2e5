import { tess } from '@ofrecord/core/test/customer'
import { answerQuestion, askTheCustomer } from '@ofrecord/core/test/question'
import { heldAndAsked, openConflict } from '@ofrecord/core/test/rivals'
import { cleanup, configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { openPage } from '../../../test/open.tsx'
import { createServer } from '../../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

beforeEach(() => sessionStorage.clear())

const open = async (url: string, person = 'rosa') => {
  cleanup()
  openPage(server, url, person)
  await screen.findByRole('heading', { level: 1 })
}

const pass = async (days: number): Promise<void> => {
  server.world.at(new Date(server.world.now().getTime() + days * 86_400_000))
  await server.world.fire()
  await server.world.work()
}

test('CNF-R4 the customer is asked once; the page says of whom, and that an answer is awaited', async () => {
  await heldAndAsked(server.world)
  const { id } = await openConflict(server.world)
  await open(`/review/conflicts/${id}`)
  await userEvent.click(await screen.findByRole('button', { name: 'Ask the customer' }))
  // A letter does not come back: nothing goes out before it is said to whom, and what it names.
  const dialog = within(await screen.findByRole('dialog', { name: 'Ask Orchard Foods who does the work?' }))
  expect(dialog.getByText(/Kestrel Consulting Group and Tidewater Cloud, and cannot be called back/)).toBeVisible()
  expect(screen.queryByText('The letters are being written.')).toBeNull()
  await userEvent.click(dialog.getByRole('button', { name: 'Ask the customer' }))
  expect(await screen.findByText('The letters are being written.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Ask the customer' })).toBeNull()
  await server.world.work()
  const section = within(await screen.findByRole('region', { name: /^The customer’s answer/ }))
  expect(await section.findByText('Asked, no answer yet')).toBeVisible()
  expect(section.getByText(new RegExp(`^Asked: .*${tess}`))).toBeVisible()
  expect(screen.getByText('had the customer asked who does the work.')).toBeVisible()
})

test('CNF-R4 who answered what and when stands in the workbench and on the claim, with the comment; it decides nothing', async () => {
  const { asked } = await heldAndAsked(server.world)
  const id = await askTheCustomer(server.world)
  await answerQuestion(server.world, tess, { choice: 'Tidewater', comment: 'They came in May.', trap: 'x' })
  await open(`/review/conflicts/${id}`)
  const section = within(await screen.findByRole('region', { name: /^The customer’s answer/ }))
  expect(await section.findByText('Tidewater Cloud does the work.')).toBeVisible()
  expect(section.getByText(new RegExp(`^${tess}, `))).toBeVisible()
  expect(section.getByText('They came in May.')).toBeVisible()
  expect(section.getByText(/a program may have answered/)).toBeVisible()
  expect(screen.getByRole('radio', { name: /^Tidewater/ })).not.toBeChecked()
  await open(`/review/${asked.claimId}`)
  expect(await screen.findByText('Tidewater Cloud does the work.')).toBeVisible()
})

test('P6 after fourteen days without an answer the list, the workbench and the lead’s home say so', async () => {
  await heldAndAsked(server.world)
  const id = await askTheCustomer(server.world)
  await pass(15)
  await open('/review/conflicts', 'liam')
  expect(await screen.findByText('customer did not answer')).toBeVisible()
  await open(`/review/conflicts/${id}`, 'liam')
  expect(await screen.findByText(/^Nobody at Orchard Foods answered by/)).toBeVisible()
  await open('/', 'liam')
  const todo = await screen.findByText(/nobody at Orchard Foods answered who does the work/)
  expect(todo).toBeVisible()
})

test('P6 a reviewer who leads nobody has no such line at home', async () => {
  await heldAndAsked(server.world)
  await askTheCustomer(server.world)
  await pass(15)
  await open('/', 'rosa')
  await waitFor(() => expect(server.requests.some(({ url }) => url.includes('review.queue'))).toBe(true))
  expect(screen.queryByText(/answered who does the work/)).toBeNull()
  expect(server.requests.some(({ url }) => url.includes('clarifications.escalated'))).toBe(false)
})
