import { describe, expect, test } from 'vitest'
import { notice, nora, paperDoor, reader, titleOf, words } from '../../test/paper-door.ts'
import type { NoticeView } from '../door.ts'

const pageFor = async (change: Partial<NoticeView>, query = '') => {
  const door = paperDoor()
  Object.assign(door.notice, change)
  return (await reader(door).get(`/n/${nora}${query}`)).text()
}

const denied: NoticeView['decision'] = {
  kind: 'deny',
  at: '2026-11-03T11:42:00.000Z',
  address: 'nora.contact@orchardfoods.example',
  receipt: 'R7KD-42QM-XW9F',
  mine: true,
}
const denial: NoticeView['denial'] = { undoUntil: '2026-11-04T11:42:00.000Z' }

describe('the notice page', () => {
  test('says who asks for what, what silence means and until when, and that a no is possible', async () => {
    const page = await pageFor({})
    expect(titleOf(page)).toBe(
      'Kestrel Consulting Group asks to see two figures about your services. You can say no. – Halcyon Software',
    )
    const text = words(page)
    expect(text).toContain('how many people use each service, and how many seats you bought')
    expect(text).toContain('from Monday 9 November 2026, 09:14 (United Kingdom Time), we take your silence as a yes')
    expect(text).toContain('You can say no at any time.')
    expect(text).toContain('Mail and Calendar (MAIL)')
    expect(text).toContain('3f6a1c88-09be-4d27-a5f1-6c20e4b97d13')
    expect(text).toContain('Ines Marchetti is their contact: ines.incentive@kestrel.example')
  })

  test('offers no and yes as two links of one look, and no form of its own', async () => {
    const page = await pageFor({})
    expect(page).toContain(`<a class="b" href="/n/${nora}/deny">Say no</a>`)
    expect(page).toContain(`<a class="b" href="/n/${nora}/confirm">Say yes now</a>`)
    expect(page).not.toContain('<form')
  })

  test('names the letter and the ways to tell that it is genuine', async () => {
    const text = words(await pageFor({}))
    expect(text).toContain('This page is about letter 1000388-1')
    expect(text).toContain('Your administrators chose a code phrase')
    expect(text).toContain('2 other people got the same letter')
    expect(words(await pageFor({ codePhraseHint: false, otherRecipients: 0 }))).not.toMatch(
      /code phrase|other people|the administrators/,
    )
  })

  test('before any letter was accepted it names the days, not a date (CON-R1)', async () => {
    const text = words(await pageFor({ state: 'waiting', consentDueAt: null }))
    expect(text).toContain('7 days after this letter reached you, we take your silence as a yes')
    expect(text).toContain('Say yes now')
  })

  test('once active, only a no is left to choose', async () => {
    const silence = { ...denied, kind: 'silence' as const, address: null, mine: false }
    const text = words(await pageFor({ state: 'active', decision: silence }))
    expect(text).toContain('Kestrel Consulting Group sees two figures')
    expect(text).toContain('Nobody said no by Tuesday 3 November 2026, 11:42')
    expect(text).toContain('Say no')
    expect(text).not.toContain('Say yes')
  })

  test('after a yes of somebody else it says whose and still offers a no (MIC-R5)', async () => {
    const yes = {
      ...denied,
      kind: 'confirm' as const,
      address: 'piet@orchardfoods.example',
      mine: false,
    }
    const text = words(await pageFor({ state: 'confirmed', decision: yes }))
    expect(text).toContain('piet@orchardfoods.example said yes on')
    expect(text).toContain('Say no')
  })

  test('after a no through this link it leads to the receipt and to the undo', async () => {
    const page = await pageFor({
      state: 'denied',
      decision: denied,
      denial,
      items: notice.items.map((item) => ({ ...item, state: 'denied' as const })),
    })
    expect(titleOf(page)).toContain('You said no. Kestrel Consulting Group cannot see your figures.')
    expect(page).toContain('href="/r/R7KD-42QM-XW9F"')
    expect(page).toContain(`href="/n/${nora}/undo"`)
    expect(page).not.toContain('/deny"')
  })

  test('does not offer the undo of somebody else’s no, nor one whose time is over (MIC-R5)', async () => {
    expect(await pageFor({ state: 'denied', decision: { ...denied, mine: false } })).not.toContain('/undo')
    expect(await pageFor({ state: 'denied', decision: denied, denial: { undoUntil: null } })).not.toContain('/undo')
  })

  test('C53 after a no to one of two services it marks that one and offers a no to the rest (MIC-R8)', async () => {
    const [first, ...rest] = notice.items
    const page = await pageFor({ decision: denied, denial, items: [{ ...first!, state: 'denied' }, ...rest] })
    expect(words(page)).toContain('Mail and Calendar (MAIL) Your organisation said no.')
    expect(page).toContain('/deny"')
  })

  test('MIC-R9 a request that ended is explained and offers nothing', async () => {
    const page = await pageFor({
      state: 'ended',
      items: notice.items.map((item) => ({ ...item, state: 'ended' as const })),
    })
    expect(titleOf(page)).toContain('This request has ended')
    expect(page).not.toMatch(/\/deny|\/confirm/)
  })

  test('C57 where only a yes counts it says so, until when, and that silence starts nothing', async () => {
    const text = words(
      await pageFor({ consentMode: 'opt_in', consentDueAt: '2026-12-02T09:14:00.000Z', windowDays: 30 }),
    )
    expect(text).toContain('Only a yes counts: say it by Wednesday 2 December 2026, 09:14')
    expect(text).toContain('If you do nothing, nothing starts and they see nothing.')
    expect(text).not.toContain('silence')
    const waiting = words(
      await pageFor({ consentMode: 'opt_in', state: 'waiting', consentDueAt: null, windowDays: 30 }),
    )
    expect(waiting).toContain('within 30 days after this letter reached you')
  })

  test('C57 a request that nobody said yes to never showed anything, and the page says that', async () => {
    const page = await pageFor({ state: 'ended', endReason: 'no_consent' })
    expect(titleOf(page)).toContain('Nobody said yes. Kestrel Consulting Group cannot see your figures.')
  })

  test('MIC-R9 what ended names its category, and where an administrator blocks the partner', async () => {
    const page = await pageFor({ state: 'ended', endReason: 'superseded' })
    expect(words(page)).toContain('Another partner is recorded for these services now.')
    expect(page).toContain('href="/portal"')
    expect(page).not.toMatch(/\/deny|\/confirm|\/question/)
  })

  test('L14 an older letter’s link names the newer one and still takes a no', async () => {
    const page = await pageFor({ newer: { address: 'o••@orchardfoods.example', at: '2026-11-03T11:00:00.000Z' } })
    expect(words(page)).toContain(
      'A newer letter was sent. It went to o••@orchardfoods.example on Tuesday 3 November 2026',
    )
    expect(page).toContain(`href="/n/${nora}/deny"`)
  })

  test('L14 the older link of a mailbox that got a newer letter takes a no, and offers nothing else', async () => {
    const door = paperDoor()
    Object.assign(door.notice, { newer: { address: 'n••@orchardfoods.example', at: denied.at }, onlyNo: true })
    const page = await (await reader(door).get(`/n/${nora}`)).text()
    expect(words(page)).toContain('With this older link you can say no, and nothing else.')
    expect(page).toContain(`href="/n/${nora}/deny"`)
    expect(page).not.toMatch(/\/confirm|\/question|\/undo/)
    for (const step of ['confirm', 'question', 'undo']) {
      const answer = await reader(door).get(`/n/${nora}/${step}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/n/${nora}`])
    }
  })

  test('offers a question to the partner', async () => {
    const page = await pageFor({})
    expect(page).toContain(`href="/n/${nora}/question"`)
    expect(words(page)).toContain('Ask Kestrel Consulting Group a question')
  })

  test('speaks the language of the letter, or the one the reader chooses, and keeps it', async () => {
    expect(words(await pageFor({ locale: 'it' }))).toContain('lunedì 9 novembre 2026')
    const chosen = await pageFor({}, '?lang=it')
    expect(chosen).toContain('<html lang="it" dir="ltr">')
    expect(chosen).toContain(`href="/n/${nora}/deny?lang=it"`)
    expect(await pageFor({}, '?lang=xx')).toContain('<html lang="en"')
  })

  test('unknown query parameters change nothing', async () => {
    expect(await pageFor({}, '?utm_source=mail&data=05%7C02')).toBe(await pageFor({}))
  })

  test('names typed by others are shown as they are typed and run nothing', async () => {
    const name = `<script>alert(1)</script> "Kestrel" & 'Sons'`
    const page = await pageFor({ partner: { ...notice.partner, name, contactEmail: '"><img src=x>@kestrel.example' } })
    expect(page).not.toMatch(/<script|<img/)
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;Kestrel&quot; &amp; &#39;Sons&#39;')
  })
})

test('B.2.3 a subscription stands with its number and its country, as in the letter', async () => {
  const subscriptionId = '8c1e0b54-6f0f-4a8e-9a55-0d4c6d3b7e21'
  const item = { id: '019a0000-0000-7000-8000-000000000004', name: 'Sales Hub', code: 'SALE', state: 'live' as const }
  const change = { items: [{ ...item, subscriptionId, country: 'IT' }] }
  expect(words(await pageFor(change))).toContain(`Sales Hub (SALE) ${subscriptionId} Italy`)
  expect(words(await pageFor(change, '?lang=de'))).toContain('Italien')
})
