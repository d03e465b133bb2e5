import { configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import type { MadeClaim } from '@ofrecord/core/test/story'
import { sayNo } from '@ofrecord/core/test/customer'
import { addEvidence, approveClaim, makeClaim, openedWindow, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import { beforeEach, expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

beforeEach(() => sessionStorage.clear())

const open = async (url: string, person = 'rosa') => {
  const { history } = openPage(server, url, person)
  await screen.findByRole('heading', { level: 1 })
  return history
}

/** A claim with a document, in the queue. */
const submitted = async (): Promise<MadeClaim> => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  return claim
}

const taken = async (): Promise<MadeClaim> => {
  const claim = await submitted()
  await takeClaim(server.world, claim)
  return claim
}

const statusOf = async ({ claimId }: MadeClaim): Promise<string> =>
  (await (await server.world.as('rosa')).review.get({ claimId })).status

test('the queue takes a claim by the key T and says that it is the reviewer’s', async () => {
  const claim = await submitted()
  await open('/review')
  const row = await screen.findByRole('row', { name: /Mail and meetings for Orchard/ })
  expect(row).toHaveTextContent('Submitted')
  await userEvent.keyboard('jt')
  await waitFor(() => expect(row).toHaveTextContent('Under review'))
  expect(row).toHaveTextContent('you')
  expect(await statusOf(claim)).toBe('under_review')
})

test('the queue’s filters stand in its address', async () => {
  await submitted()
  const history = await open('/review?view=mine')
  expect(await screen.findByRole('heading', { name: 'You have taken no claim' })).toBeVisible()
  expect(screen.getByRole('link', { name: /^Mine/ })).toHaveAttribute('aria-current', 'page')
  await userEvent.click(screen.getByRole('link', { name: /^Untaken/ }))
  expect(await screen.findByRole('row', { name: /Mail and meetings for Orchard/ })).toBeVisible()
  expect(history.get()).toBe('/review?view=untaken')
})

test('nothing can be answered before the claim is taken', async () => {
  const claim = await submitted()
  await open(`/review/${claim.claimId}`)
  const yes = within(screen.getByRole('group', { name: 'It belongs to this claim' })).getByRole('button', {
    name: 'Yes',
  })
  expect(yes).toHaveAttribute('aria-disabled', 'true')
  expect(yes).toHaveAccessibleDescription('Take the claim to answer.')
  await userEvent.click(screen.getByRole('button', { name: 'Take claim' }))
  await waitFor(() => expect(yes).not.toHaveAttribute('aria-disabled'))
  await waitFor(() => expect(screen.getByRole('region', { name: 'Decision' })).toHaveFocus())
})

test('Approve says which points are open until all six are answered, by number, Y and N (CHECKLIST_INCOMPLETE)', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  const approve = screen.getByRole('button', { name: 'Approve 2 items' })
  expect(approve).toHaveAccessibleDescription('Answer all six points first. Open: 1, 2, 3, 4, 5 and 6.')
  await userEvent.click(approve)
  expect(await statusOf(claim)).toBe('under_review')
  await userEvent.keyboard('1yyyyy')
  expect(approve).toHaveAccessibleDescription('Answer all six points first. Open: 6.')
  await userEvent.keyboard('y')
  expect(approve).not.toHaveAttribute('aria-disabled')
  await userEvent.keyboard('a')
  expect(approve).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(await screen.findByText(/approved\. The letters to the customer go out now\./)).toBeVisible()
  expect(await statusOf(claim)).toBe('approved')
})

test('before it is sent the reviewer reads who is written to and what the partner will read', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  expect(screen.getByText(/^Writes to Nora Castellane and to 2 administrators of Orchard Foods/)).toHaveTextContent(
    'They have 7 days to say no',
  )
  expect(screen.getByRole('region', { name: 'What the partner will read' })).toHaveTextContent(
    'The claim about Orchard Foods is approved',
  )
})

test('the second of two reviewers learns who was first (T4, I10)', async () => {
  const claim = await submitted()
  await open(`/review/${claim.claimId}`, 'liam')
  await takeClaim(server.world, claim)
  await userEvent.click(screen.getByRole('button', { name: 'Take claim' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/Rosa Lindqvist took it .* before you/)
  expect(screen.getByText(/^Rosa Lindqvist has this claim since/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Approve/ })).not.toBeInTheDocument()
})

test('a verdict on a claim that was decided meanwhile changes nothing and keeps what was typed (I10)', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  await userEvent.keyboard('r')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Dates are missing' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'What is missing' }), 'The date.')
  await approveClaim(server.world, claim)
  await userEvent.click(screen.getByRole('button', { name: 'Return claim' }))
  expect(await screen.findByRole('alert')).toHaveTextContent(/Rosa Lindqvist decided it/)
  expect(await statusOf(claim)).toBe('approved')
  expect(sessionStorage.getItem(`ofrecord.kept.verdict.${claim.claimId}`)).toBe('The date.')
})

test('a return needs a reason and a sentence, ticks the points answered with No and shows the letter (T6)', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  await userEvent.click(
    within(screen.getByRole('group', { name: 'The dates are there' })).getByRole('button', { name: 'No' }),
  )
  await userEvent.click(screen.getByRole('button', { name: 'Return' }))
  const reason = screen.getByRole('checkbox', { name: 'Dates are missing' })
  expect(reason).toBeChecked()
  await userEvent.click(reason)
  await userEvent.click(screen.getByRole('button', { name: 'Return claim' }))
  expect(screen.getByRole('alert')).toHaveFocus()
  expect(screen.getByRole('link', { name: 'Tick at least one reason.' })).toBeVisible()
  await userEvent.click(reason)
  const what = screen.getByRole('textbox', { name: 'What is missing' })
  await userEvent.type(what, 'Show the date of the signature.')
  expect(screen.getByRole('region', { name: 'What the partner will read' })).toHaveTextContent(
    'Show the date of the signature.',
  )
  await userEvent.click(screen.getByRole('button', { name: 'Return claim' }))
  expect(await screen.findByText(`${claim.number} returned. The partner has 30 days.`)).toBeVisible()
  expect(await statusOf(claim)).toBe('action_required')
})

test('an internal note is not for the partner (B.1.10)', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  await userEvent.click(screen.getByRole('tab', { name: /^Conversation/ }))
  await userEvent.click(screen.getByRole('tab', { name: /^Only Halcyon Software/ }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Note for Halcyon Software' }), 'Third claim this month.')
  await userEvent.click(screen.getByRole('button', { name: 'Save comment' }))
  expect(await screen.findByText('Third claim this month.', { selector: '.said' })).toBeVisible()
  const partner = await (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(JSON.stringify(partner)).not.toContain('Third claim this month.')
})

test('a contact with a free mailbox is pointed out (CLM-R14)', async () => {
  const claim = await makeClaim(server.world, {
    customerContact: {
      name: 'Nora Castellane',
      title: 'Head of IT',
      email: 'nora@freemail.example',
      language: 'en',
      phone: '',
    },
  })
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await open(`/review/${claim.claimId}`)
  expect(await within(screen.getByRole('region', { name: 'Facts' })).findByText('A free mailbox')).toBeVisible()
})

test('J goes to the next claim of the queue the reviewer came from', async () => {
  const first = await submitted()
  server.world.at(new Date(server.world.now().getTime() + 60_000))
  const second = await makeClaim(server.world, {
    name: 'Sites for Orchard',
    items: [{ code: 'SITE', subscription: '' }],
  })
  await addEvidence(server.world, second.claimId)
  await submitClaim(server.world, second)
  const history = await open(`/review/${first.claimId}?view=untaken`)
  expect(await screen.findByText('1 of 2')).toBeVisible()
  await userEvent.keyboard('j')
  expect(await screen.findByRole('heading', { level: 1, name: /Sites for Orchard/ })).toBeVisible()
  expect(history.get()).toBe(`/review/${second.claimId}?view=untaken`)
})

test('C45 T12 a customer who does not know the partner is on the reviewer’s list until somebody says what they found', async () => {
  const claim = await openedWindow(server.world)
  await sayNo(server.world, { reasons: ['unknown'], comment: 'Never met them' })
  await open('/')
  await userEvent.click(await screen.findByRole('link', { name: /^Look into it/ }))
  expect(await screen.findByText('Never met them')).toBeVisible()
  expect(screen.getByText('The partner does not see this comment.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Close check' }))
  expect(await screen.findByRole('link', { name: 'Choose what you found.' })).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: 'A mistake: wrong customer or wrong contact' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'How do you know?' }), 'Both say another Orchard was meant')
  await userEvent.click(screen.getByRole('button', { name: 'Close check' }))
  expect(await screen.findByText('Both say another Orchard was meant')).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Close check' })).not.toBeInTheDocument())
  const [answer] = await (await server.world.as('rosa')).checks.answers({ claimId: claim.claimId })
  expect(answer?.check).toMatchObject({ finding: 'mistake', closedBy: 'Rosa Lindqvist' })
})

test('C24 T6: a return marks the items it is about, and the partner finds them marked', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  await userEvent.click(screen.getByRole('button', { name: 'Return' }))
  const marks = within(await screen.findByRole('group', { name: 'Items it is about' }))
  await userEvent.click(marks.getAllByRole('checkbox')[1]!)
  await userEvent.click(screen.getByRole('checkbox', { name: 'An item is not covered by the documents' }))
  await userEvent.type(screen.getByRole('textbox', { name: /^What/ }), 'Meetings is not in it.')
  await userEvent.click(screen.getByRole('button', { name: /^Return/ }))
  await waitFor(async () => expect(await statusOf(claim)).toBe('action_required'))
  const { items } = await (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(items.map(({ decisionReason }) => decisionReason)).toEqual([null, 'item_not_covered'])
})

test('C32 CLM-R17: an item is left out of the approval with its reason', async () => {
  const claim = await taken()
  await open(`/review/${claim.claimId}`)
  await userEvent.keyboard('1yyyyyy')
  const left = within(screen.getByRole('group', { name: 'Items to leave out' }))
  await userEvent.click(left.getAllByRole('checkbox')[0]!)
  await userEvent.selectOptions(left.getByRole('combobox'), 'wrong_activity')
  await userEvent.click(await screen.findByRole('button', { name: 'Approve 1 item' }))
  await waitFor(async () => expect(await statusOf(claim)).toBe('approved'))
  const { items } = await (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(items.map(({ decision, decisionReason }) => [decision, decisionReason])).toEqual([
    ['rejected', 'wrong_activity'],
    ['approved', null],
  ])
})
