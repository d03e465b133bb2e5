import { describe, expect, test } from 'vitest'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'
import { renderLetter } from '@ofrecord/emails/render'
import { samples } from '@ofrecord/emails/samples'
import { letterTemplates, localesOf } from '@ofrecord/emails/templates'
import type { Message } from '@ofrecord/core/letters/deliver'
import { isOptional } from '@ofrecord/core/letters/letter.rules'
import { faultsIn } from '../test/mime.ts'
import { mimeOf } from './smtp.ts'

const sending = {
  from: 'bounces+01900000000070008000000000000001.0a1b2c3d@halcyon.example',
  to: 'nora.contact@orchardfoods.example',
  never: ['kestrel.example'],
}

const cases = letterTemplates.flatMap((template) =>
  Object.entries<LetterParams[LetterTemplate]>(samples[template]).flatMap(([variant, params]) =>
    localesOf(template).map((locale) => ({ template, variant, locale, params })),
  ),
)

const write = async (words: Pick<Message, 'subject' | 'html' | 'text'>, more: Partial<Message> = {}) => {
  const raw = await mimeOf({
    messageId: '<01900000-0000-7000-8000-000000000001@halcyon.example>',
    date: new Date('2026-11-02T09:14:00Z'),
    from: 'Halcyon Software <records@halcyon.example>',
    to: { name: 'Nora Castellane', address: sending.to },
    ...words,
    ...more,
  })
  return raw.toString('latin1')
}

test.each(cases)(
  'EML-R1 C41 $template ($variant, $locale) is a good message: its headers, its size, its lines, both parts with the same facts',
  async ({ template, locale, params }) => {
    const stopUrl = 'stopUrl' in params ? params.stopUrl : null
    const raw = await write(await renderLetter(template, locale, params), stopUrl === null ? {} : { stopUrl })
    expect(isOptional(template)).toBe(stopUrl !== null)
    expect(faultsIn(raw, { ...sending, stopUrl })).toEqual([])
  },
)

describe('what is wrong with a message is found', () => {
  const good = () => renderLetter('association-notice', 'en', samples['association-notice'].usual)
  const withHeader = async (name: string, value: string) =>
    (await write(await good())).replace('To: ', `${name}: ${value}\r\nTo: `)

  test('MIC-R2 L8 a header that somebody could unsubscribe by, and any other that is not expected', async () => {
    expect(faultsIn(await withHeader('List-Unsubscribe', '<https://records.halcyon.example/n/x>'), sending)).toEqual([
      'List-Unsubscribe too much',
    ])
    expect(faultsIn(await withHeader('Bcc', 'somebody@orchardfoods.example'), sending)).toEqual(['Bcc too much'])
    expect(faultsIn((await write(await good())).replace('auto-generated', 'no'), sending)).toEqual(['not automatic'])
  })

  test('C41 an address of the partner, in a header or in the envelope', async () => {
    expect(faultsIn(await withHeader('Reply-To', 'ines@kestrel.example'), sending)).toContain(
      'kestrel.example in the head',
    )
    expect(faultsIn(await write(await good()), { ...sending, from: 'ines@kestrel.example' })).toEqual([
      'kestrel.example in the head',
    ])
  })

  test('a text part that leaves out a link, a number or itself; a letter that is too heavy', async () => {
    const letter = await good()
    const text = letter.text.replace('Monday, 9 November 2026', 'Monday, 10 November 2026')
    expect(faultsIn(await write({ ...letter, text }), sending)).toEqual([
      '9 is not in the text',
      '10 is not in the HTML',
    ])
    const mute = letter.text.replaceAll(/https:\S+/g, '')
    expect(faultsIn(await write({ ...letter, text: mute }), sending)).not.toEqual([])
    const long = `<p>${'word '.repeat(20_000)}</p>`
    expect(faultsIn(await write({ ...letter, html: letter.html + long }), sending).join()).toMatch(/^\d+ bytes$/)
  })
})
