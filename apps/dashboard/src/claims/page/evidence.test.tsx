import { configure, fireEvent, screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { addEvidence, approveClaim, makeClaim, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import type { MadeClaim } from '@ofrecord/core/test/story'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { openPage } from '../../../test/open.tsx'
import { createServer } from '../../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

const open = async ({ claimId }: MadeClaim): Promise<HTMLElement> => {
  openPage(server, `/claims/${claimId}`, 'ines')
  await screen.findByRole('heading', { level: 1, name: /Mail and meetings for Orchard/ })
  return screen.getByRole('region', { name: /^Evidence/ })
}

/** What is known of a document, as the database has it. */
const know = (evidenceId: string, columns: Record<string, unknown>) =>
  server.world.rows(
    `update evidence set ${Object.keys(columns)
      .map((name, at) => `${name} = $${at + 2}`)
      .join(', ')} where id = $1`,
    [evidenceId, ...Object.values(columns)],
  )

const found = { E1: 1, E2: null, E3: 2, E4: 1, E5: 1, E6: 3 }
const preflight = (pages: number) =>
  JSON.stringify({ pages, at: '2026-11-02T09:00:00Z', found: pages > 0 ? found : {} })

const approved = async (): Promise<MadeClaim & { first: string }> => {
  const claim = await makeClaim(server.world)
  const first = await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await takeClaim(server.world, claim)
  await approveClaim(server.world, claim)
  return { ...claim, first }
}

test('before submitting, the six points say on which page they were found or that they were not (E1–E6)', async () => {
  const claim = await makeClaim(server.world)
  const read = await addEvidence(server.world, claim.claimId)
  const scan = await addEvidence(server.world, claim.claimId)
  await know(read, { preflight: preflight(3) })
  await know(scan, { preflight: preflight(0), file_name: 'scan.pdf' })
  await open(claim)
  const points = within(screen.getByRole('region', { name: 'What the reviewer checks' }))
  const items = points.getAllByRole('listitem')
  expect(items).toHaveLength(6)
  expect(items[0]).toHaveTextContent('Found on page 1 of statement of work.pdf')
  expect(items[1]).toHaveTextContent('Not found in the text')
  expect(items[5]).toHaveTextContent('Found on page 3 of statement of work.pdf')
  expect(points.getByText(/^scan\.pdf: no text could be read/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Submit claim' })).toBeEnabled()
})

test('E7: for a public body the disclosure is a point of its own', async () => {
  const claim = await makeClaim(server.world)
  await server.world.rows(`update customer_tenant set public_sector = true`)
  await open(claim)
  const points = within(screen.getByRole('region', { name: 'What the reviewer checks' }))
  expect(points.getAllByRole('listitem').at(-1)).toHaveTextContent('This customer is a public body')
})

test('the vendor’s form stands beside the upload, in the language of the page', async () => {
  const claim = await makeClaim(server.world)
  const evidence = within(await open(claim))
  expect(evidence.getByRole('link', { name: 'Download the form' })).toHaveAttribute(
    'href',
    `/files/forms/${claim.claimId}.pdf?language=en`,
  )
})

test('CLM-V14: a file that is on the claim already is a warning on its row, and the claim can be submitted', async () => {
  const claim = await makeClaim(server.world)
  const first = await addEvidence(server.world, claim.claimId)
  await know(first, { file_name: 'first.pdf' })
  server.world.at(new Date(server.world.now().getTime() + 1000))
  await know(await addEvidence(server.world, claim.claimId), { file_name: 'second.pdf' })
  await open(claim)
  const row = (name: string) => within(screen.getByRole('article', { name }))
  expect(row('second.pdf').getByText('The same file is on this claim already.')).toBeVisible()
  expect(row('first.pdf').queryByText(/The same file/)).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('checkbox', { name: /^What this claim says is true/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Submit claim' }))
  expect(await screen.findByText(`Claim ${claim.number} submitted`)).toBeVisible()
})

test('CLM-V14: a file of a claim for another customer names the claim, as a link', async () => {
  const other = await makeClaim(server.world, { name: 'Other', items: [{ code: 'SITE', subscription: '' }] })
  await server.world.rows(
    `update claim set customer_tenant_id = (select id from customer_tenant where name like 'Nord%')`,
  )
  await addEvidence(server.world, other.claimId)
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  const evidence = within(await open(claim))
  const link = evidence.getByRole('link', {
    name: `The same file stands on your claim ${other.number}, for another customer.`,
  })
  expect(link).toHaveAttribute('href', `/claims/${other.claimId}`)
})

test('C19: of a file with a virus the page says that it was not kept and what to do', async () => {
  const claim = await makeClaim(server.world)
  const evidenceId = await addEvidence(server.world, claim.claimId, 'infected')
  const evidence = within(await open(claim))
  expect(evidence.getByText(/This file holds a virus. It was not kept/)).toBeVisible()
  expect(evidence.getByText(/Remove it to be able to submit the claim/)).toBeVisible()
  expect(evidence.queryByRole('link', { name: 'statement of work.pdf' })).not.toBeInTheDocument()
  await userEvent.click(evidence.getByRole('button', { name: /^Remove.*statement of work\.pdf$/ }))
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }))
  expect(await screen.findByText('statement of work.pdf removed')).toBeVisible()
  expect(
    await server.world.rows('select from evidence where id = $1 and removed_at is not null', [evidenceId]),
  ).toHaveLength(1)
})

test('C24: a claim that came back shows its rounds, and only documents of the coming one can be changed', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await takeClaim(server.world, claim)
  const rosa = await server.world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  const why = { reasons: ['evidence_outdated' as const], comment: 'The signature is of 2023.' }
  await rosa.review.return({ claimId: claim.claimId, version, ...why })
  await know(await addEvidence(server.world, claim.claimId), { round: 2, file_name: 'newer.pdf' })
  await open(claim)
  const first = within(screen.getByRole('region', { name: /^Round 1, submitted/ }))
  expect(first.getByRole('article', { name: 'statement of work.pdf' })).toBeVisible()
  expect(first.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument()
  const second = within(screen.getByRole('region', { name: 'Round 2, not submitted yet' }))
  expect(second.getByRole('button', { name: /^Remove.*newer\.pdf$/ })).toBeVisible()
  expect(second.getByRole('combobox', { name: 'Kind' })).toBeVisible()
})

test('C33: on an approved claim newer evidence is sent with what it takes the place of; the status stays', async () => {
  const claim = await approved()
  const sent: URL[] = []
  server.use(
    http.post('*/files/claims/:claimId/evidence', ({ request }) => {
      sent.push(new URL(request.url))
      const taken = { evidenceId: 'e', scanState: 'clean', head: true, warnings: [], duplicates: [] }
      return HttpResponse.json(taken, { status: 201 })
    }),
  )
  await open(claim)
  const newer = within(screen.getByRole('region', { name: 'Add newer evidence' }))
  await userEvent.selectOptions(newer.getByRole('combobox', { name: 'Kind' }), 'Purchase order')
  await userEvent.type(newer.getByRole('textbox', { name: /^Note for the reviewer/ }), 'Signed again')
  await userEvent.selectOptions(newer.getByRole('combobox', { name: 'Takes the place of' }), 'statement of work.pdf')
  const files = [new File(['%PDF'], 'order.pdf')]
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files } })
  expect(await screen.findByText('order.pdf is now the newest evidence')).toBeVisible()
  expect(Object.fromEntries(sent[0]!.searchParams)).toEqual({
    name: 'order.pdf',
    kind: 'purchase_order',
    note: 'Signed again',
    supersedesId: claim.first,
  })
  expect(newer.getByRole('textbox', { name: /^Note for the reviewer/ })).toHaveValue('')
})

test('C33: the newest evidence says so, and whose place it took', async () => {
  const claim = await approved()
  const newest = await addEvidence(server.world, claim.claimId)
  await know(newest, { file_name: 'newest.pdf', round: 2, supersedes_id: claim.first })
  await server.world.rows('update association set evidence_head_id = $1', [newest])
  await open(claim)
  const after = within(screen.getByRole('region', { name: 'After the approval' }))
  expect(after.getByText('Newest evidence')).toBeVisible()
  expect(after.getByText('Takes the place of statement of work.pdf')).toBeVisible()
  expect(after.queryByRole('button', { name: /^Remove/ })).not.toBeInTheDocument()
  expect(screen.getByText('Replaced by newest.pdf')).toBeVisible()
})

test('a document that was deleted by the retention rule says when, and does not open (B.1.8)', async () => {
  const claim = await approved()
  await know(claim.first, { purged_at: '2028-11-03T02:20:00Z' })
  const evidence = within(await open(claim))
  expect(evidence.getByText(/^Deleted on .* by the retention rule/)).toBeVisible()
  expect(evidence.queryByRole('link', { name: 'statement of work.pdf' })).not.toBeInTheDocument()
  expect(evidence.queryByText('Preview')).not.toBeInTheDocument()
})

test('the reviewer reads beside each point on which pages its words stand, and where the same file stands (CLM-V14)', async () => {
  const claim = await makeClaim(server.world)
  await know(await addEvidence(server.world, claim.claimId), { preflight: preflight(3) })
  await submitClaim(server.world, claim)
  const other = await makeClaim(server.world, { name: 'Other', items: [{ code: 'SITE', subscription: '' }] })
  await addEvidence(server.world, other.claimId)
  await submitClaim(server.world, other)
  await server.world.rows(
    `update claim set customer_tenant_id = (select id from customer_tenant where name like 'Nord%') where number = ${other.number}`,
  )
  openPage(server, `/review/${claim.claimId}`, 'rosa')
  const link = await screen.findByRole('link', { name: `The same file stands on claim ${other.number}.` })
  expect(link).toHaveAttribute('href', `/review/${other.claimId}`)
  expect(screen.getByText(/Words for it: page 2\./)).toBeVisible()
  expect(screen.getByText(/No words for it in the text\./)).toBeVisible()
})
