import { configure, fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import {
  addEvidence,
  approveClaim,
  linkTo,
  makeClaim,
  openedWindow,
  submitClaim,
  takeClaim,
} from '@ofrecord/core/test/story'
import { beforeEach, expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'
import { queryClient } from '../lib/query.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

beforeEach(() => sessionStorage.clear())

const open = async (claimId: string) => {
  const page = openPage(server, `/claims/${claimId}`, 'ines')
  await screen.findByRole('heading', { level: 1, name: /Mail and meetings for Orchard/ })
  return page
}

const section = (name: RegExp | string): HTMLElement => screen.getByRole('region', { name })

/** The customer's contact says no, by the link in her letter. */
const deny = async (comment = '', shareComment = false): Promise<void> => {
  const visitor = server.world.visitor()
  const link = linkTo(server.world, 'nora.contact@orchardfoods.example')
  const { nonce } = await visitor.consent.notice({ link })
  server.world.at(new Date(server.world.now().getTime() + 60_000))
  await visitor.consent.deny({ link, nonce, reasons: ['unknown'], comment, shareComment })
  await server.world.work()
}

test('submitting without document and tick names both, goes to them and keeps what was typed (CLM-V11, CLM-V15, C17)', async () => {
  const { claimId } = await makeClaim(server.world)
  await open(claimId)
  await userEvent.type(screen.getByRole('textbox', { name: /^Comment to/ }), 'Signature on page 2')
  await userEvent.click(screen.getByRole('button', { name: 'Submit claim' }))
  const summary = screen.getByRole('alert')
  expect(summary).toHaveFocus()
  expect(summary).toHaveTextContent('Add a document that shows the work')
  await userEvent.click(
    within(summary).getByRole('link', { name: 'Tick that what you submit is true and that you may share it.' }),
  )
  expect(screen.getByRole('checkbox', { name: /^What this claim says is true/ })).toHaveFocus()
  expect(screen.getByRole('textbox', { name: /^Comment to/ })).toHaveValue('Signature on page 2')
  expect((await (await server.world.as('ines')).claims.get({ claimId })).status).toBe('draft')
})

test('what is mended leaves the summary, and the claim goes to the vendor and comes back (C21)', async () => {
  const { claimId, number } = await makeClaim(server.world)
  await addEvidence(server.world, claimId)
  await open(claimId)
  await userEvent.click(screen.getByRole('button', { name: 'Submit claim' }))
  await userEvent.click(screen.getByRole('checkbox', { name: /^What this claim says is true/ }))
  expect(screen.queryByText('The claim is not submitted')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Submit claim' }))
  expect(await screen.findByText(`Claim ${number} submitted`)).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Submit claim' })).not.toBeInTheDocument())
  const main = within(screen.getByRole('main'))
  await userEvent.click(await main.findByRole('button', { name: 'Recall' }))
  expect(await screen.findByRole('button', { name: 'Submit claim' })).toBeVisible()
  const history = screen.getByRole('list', { name: 'History' })
  expect(history).toHaveTextContent('recalled the claim')
  expect(history).toHaveTextContent('submitted the claim with 2 items')
})

test('a claim that a reviewer has taken meanwhile cannot be recalled, and the page says so (C22)', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await open(claim.claimId)
  await takeClaim(server.world, claim)
  const main = within(screen.getByRole('main'))
  await userEvent.click(await main.findByRole('button', { name: 'Recall' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The vendor has this claim now')
  await waitFor(() => expect(main.queryByRole('button', { name: 'Recall' })).not.toBeInTheDocument())
})

test('a file of another type, an empty one and a large one are refused before they are sent (CLM-V13)', async () => {
  const { claimId } = await makeClaim(server.world)
  await open(claimId)
  const large = new File(['x'], 'large.pdf')
  Object.defineProperty(large, 'size', { value: 26_300_000 })
  const files = [new File(['MZ'], 'setup.exe'), new File([], 'empty.pdf'), large]
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files } })
  expect(screen.getByText(/setup\.exe is not one of the accepted types/)).toBeVisible()
  expect(screen.getByText(/The file is empty/)).toBeVisible()
  expect(screen.getByText(/The file is larger than 25 MB/)).toBeVisible()
})

test('kind and note of a document are kept together, whichever was changed last', async () => {
  const { claimId } = await makeClaim(server.world)
  const evidenceId = await addEvidence(server.world, claimId)
  await open(claimId)
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Purchase order')
  await userEvent.type(screen.getByRole('textbox', { name: /^Note for the reviewer/ }), 'Page 2')
  await userEvent.tab()
  await waitFor(async () => {
    const { evidence } = await (await server.world.as('ines')).claims.get({ claimId })
    expect(evidence[0]).toMatchObject({ id: evidenceId, kind: 'purchase_order', note: 'Page 2' })
  })
})

test('a comment on a draft is saved, and says that reviewers cannot see it yet (C20)', async () => {
  const { claimId } = await makeClaim(server.world)
  await open(claimId)
  await userEvent.type(screen.getByRole('textbox', { name: /^Comment to/ }), 'Signature on page 2')
  await userEvent.click(screen.getByRole('button', { name: 'Save comment' }))
  expect(await screen.findByText('Reviewers cannot see this yet.')).toBeVisible()
  await waitFor(() => expect(screen.getByRole('textbox', { name: /^Comment to/ })).toHaveValue(''))
  await expect((await server.world.as('rosa')).review.get({ claimId })).rejects.toThrow('NOT_FOUND')
})

test('a comment that is not sent is there again after the page was loaded again', async () => {
  const { claimId } = await makeClaim(server.world)
  const { unmount } = await open(claimId)
  await userEvent.type(screen.getByRole('textbox', { name: /^Comment to/ }), 'half a sent')
  unmount()
  await open(claimId)
  expect(screen.getByRole('textbox', { name: /^Comment to/ })).toHaveValue('half a sent')
})

test('mailboxes at the customer are told of by their domain, without their addresses (B.1.10)', async () => {
  const { claimId } = await openedWindow(server.world)
  await open(claimId)
  const history = screen.getByRole('list', { name: 'History' })
  expect(within(history).getAllByText(/to t••@orchardfoods\.example, accepted/).length).toBeGreaterThan(0)
  expect(history).toHaveTextContent('to n••@orchardfoods.example, accepted')
  const addresses = await server.world.rows<{ email: string }>('select email from tenant_admin')
  expect(addresses.length).toBeGreaterThan(0)
  for (const { email } of addresses) expect(document.body).not.toHaveTextContent(email)
})

test('in the window the page says until when silence counts, and that approved is not paid (CLM-R18)', async () => {
  const { claimId } = await openedWindow(server.world)
  await open(claimId)
  expect(screen.getByText(/^With the customer until/)).toBeVisible()
  expect(screen.getByText(/Silence counts as agreement/)).toHaveTextContent(
    'Approved is about the association, not about a payment.',
  )
  expect(section('Usage figures')).toHaveTextContent('Not visible yet')
})

test('figures are there once the association is active, and gone after the customer says no (C45, C48)', async () => {
  const { claimId } = await openedWindow(server.world)
  server.world.at(new Date(server.world.now().getTime() + 8 * 86_400_000))
  await server.world.fire()
  await open(claimId)
  expect(within(screen.getByRole('table', { name: 'Mail and Calendar' })).getAllByRole('row')).toHaveLength(7)
  await deny()
  await queryClient.invalidateQueries()
  expect(await screen.findByText('Not visible: the customer said no.')).toBeVisible()
  expect(screen.queryByRole('table', { name: 'Mail and Calendar' })).not.toBeInTheDocument()
})

test('after a no the partner reads the reason and the shared comment, and never who answered (T12)', async () => {
  const { claimId } = await openedWindow(server.world)
  await deny('We have never heard of them.', true)
  await open(claimId)
  const main = screen.getByRole('main')
  expect(main).toHaveTextContent('Orchard Foods said no on')
  expect(main).toHaveTextContent('Reason: the customer does not know this partner.')
  expect(main).toHaveTextContent('We have never heard of them.')
  const history = screen.getByRole('list', { name: 'History' })
  expect(history).toHaveTextContent('The customer said no')
  expect(history).not.toHaveTextContent('receipt of the no')
})

test('a comment the customer did not share is not on the partner’s page (T12)', async () => {
  const { claimId } = await openedWindow(server.world)
  await deny('They lied to us.', false)
  await open(claimId)
  expect(screen.getByRole('main')).not.toHaveTextContent('They lied to us.')
})

test('what the reviewer asks for stands first, with its reasons', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await takeClaim(server.world, claim)
  const rosa = await server.world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review.return({
    claimId: claim.claimId,
    version,
    reasons: ['dates_missing'],
    comment: 'Show the date of the signature.',
  })
  await open(claim.claimId)
  const asked = section('What Halcyon Software asks for')
  expect(asked).toHaveTextContent('Show the date of the signature.')
  expect(asked).toHaveTextContent('Reasons: dates are missing.')
})

test('a claim is found by its number (GEN-R1)', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await takeClaim(server.world, claim)
  await approveClaim(server.world, claim)
  await open(String(claim.number))
  expect(screen.getByRole('list', { name: 'Progress of this claim' })).toHaveTextContent('Approved')
})
