import { beforeEach, describe, expect, test } from 'vitest'
import { nora, paperDoor, reader, site, titleOf, words, type PaperDoor } from '../../test/paper-door.ts'
import type { ReceiptView } from '../door.ts'

let door: PaperDoor
beforeEach(() => {
  door = paperDoor()
})

const open = async (change: Partial<ReceiptView> = {}, headers: Record<string, string> = {}, query = '') => {
  Object.assign(door.receipt, change)
  return (await reader(door).get(`/r/R7KD-42QM-XW9F${query}`, headers)).text()
}

describe('the receipt', () => {
  test('leads with the fact, then the code, then what was decided, for what, when, why, by whom', async () => {
    const text = words(await open())
    const order = [
      'Done. Kestrel Consulting Group cannot see your figures.',
      'R7KD-42QM-XW9F',
      'No, within the 7 days',
      'Mail and Calendar (MAIL)',
    ]
    order.push(
      'Tuesday 3 November 2026, 11:42 (United Kingdom Time)',
      'We do not know this partner',
      'None',
      'What happens now',
    )
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b),
    )
    expect(order.filter((part) => !text.includes(part))).toEqual([])
    expect(text).toContain('nora.contact@orchardfoods.example, who got the letter')
    expect(text).toContain('a person at Halcyon Software checks its request')
  })

  test.each([
    ['partial', { wholeClaim: false }, 'cannot see the figures of these services'],
    ['yes', { kind: 'confirm', undoUntil: null }, 'can see the two figures'],
    ['undone', { kind: 'undo_deny', undoUntil: null }, 'Your no is undone'],
    ['silence', { kind: 'silence', decidedBy: null, undoUntil: null }, 'Nobody said no'],
    ['revoked', { kind: 'revoke', undoUntil: null }, 'cannot see your figures'],
    ['replaced', { replacedBy: 'AAAA-BBBB-CCCC' }, 'replaced by a later one'],
  ] as const)('%s has its own title', async (_name, change, title) => {
    expect(titleOf(await open(change))).toContain(title)
  })

  test('REC-R1 silence names no person and no reason', async () => {
    const text = words(await open({ kind: 'silence', decidedBy: null, undoUntil: null, reasons: [] }))
    expect(text).toContain('No answer within the 7 days')
    expect(text).not.toMatch(/Recorded for|Reason|Comment|nora/)
  })

  test('REC-R3 an erased address is said to be removed', async () => {
    expect(words(await open({ decidedBy: { address: null, kind: 'customer' } }))).toContain(
      'Recorded forRemoved on request',
    )
  })

  test('a comment is shown as typed, with who may read it', async () => {
    expect(await open({ comment: 'One\n<b>two</b>' })).toContain('One\n&lt;b&gt;two&lt;/b&gt;')
    expect(words(await open({ comment: 'x' }))).toContain('Kestrel Consulting Group cannot read it.')
    expect(words(await open({ comment: 'x', commentShared: true }))).toContain('Kestrel Consulting Group may read it.')
  })

  test('straight after the form the undo is one press away; a receipt shown to others never carries the link', async () => {
    expect(await open({}, { referer: `${site}/n/${nora}/deny?lang=it` })).toContain(`href="/n/${nora}/undo"`)
    expect(await open()).not.toContain(nora)
    expect(await open({}, { referer: `https://elsewhere.example/n/${nora}/deny` })).not.toContain('/undo')
    expect(await open({ undoUntil: null }, { referer: `${site}/n/${nora}/deny` })).not.toContain('/undo')
  })

  test('is downloaded byte for byte as it was issued', async () => {
    const answer = await reader(door).get('/r/R7KD-42QM-XW9F.json')
    expect(await answer.text()).toBe(door.receipt.json)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="receipt-R7KD-42QM-XW9F.json"')
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  })

  test('says that anybody can check it, here or without us, and leads to JSON, PDF, keys and the page that checks', async () => {
    const page = await open({}, {}, '?lang=de')
    for (const place of [
      '/r/R7KD-42QM-XW9F.json',
      '/r/R7KD-42QM-XW9F.pdf?lang=de',
      '/verify?lang=de',
      '/.well-known/ofrecord-keys',
    ])
      expect(page).toContain(`href="${place}"`)
    expect(words(page)).toContain(
      'Prüfen Sie ihn unter records.halcyon.example/verify. Ohne Internet: mit der JSON-Datei',
    )
  })

  test('I8 leads to the proof of its place in the record, or says when there will be one', async () => {
    expect(await open()).toContain('href="/r/R7KD-42QM-XW9F.proof.json"')
    const early = await open({ inRecord: false })
    expect(early).not.toContain('.proof.json')
    expect(words(early)).toContain('Reload this page in a few minutes')
  })

  test.each(['ja', 'ar'])('in %s it offers to print the page, for no reader’s fonts write it', async (lang) => {
    const page = await open({}, {}, `?lang=${lang}`)
    expect(page).not.toContain('.pdf')
    expect(words(page)).toContain('PDF')
  })

  test.each([
    ['it', 'it'],
    ['ja', 'en'],
  ])(
    'asked for in %s its PDF is written in %s, named after the code and not kept by the browser',
    async (lang, written) => {
      door.receipt.json = '{"customer":{"domain":"orchardfoods.example","name":"Orchard Foods"}}'
      const answer = await reader(door).get(`/r/R7KD-42QM-XW9F.pdf?lang=${lang}`)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="receipt-R7KD-42QM-XW9F.pdf"')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const paper = Buffer.from(await answer.arrayBuffer()).toString('latin1')
      expect([paper.slice(0, 5), /\/Lang \((\w+)\)/.exec(paper)?.[1]]).toEqual(['%PDF-', written])
    },
  )

  test('an unknown code is the same page as an unknown link', async () => {
    const { get } = reader(door)
    const pages = await Promise.all(
      [
        '/r/AAAA-AAAA-AAAA',
        '/r/AAAA-AAAA-AAAA.json',
        '/r/AAAA-AAAA-AAAA.proof.json',
        '/r/AAAA-AAAA-AAAA.pdf',
        '/n/unknown',
      ].map((path) => get(path)),
    )
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1)
  })
})
