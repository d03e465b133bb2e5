import { locales } from '@ofrecord/messages/customer/runtime'
import { describe, expect, test } from 'vitest'
import { appOf, paperDoor, site, words } from '../../test/paper-door.ts'

const app = appOf(paperDoor(), {
  settings: { publicUrl: site, trustedProxy: false, contact: 'records@halcyon.example' },
})
const pageAt = async (path: string): Promise<string> => (await app.request(`${site}${path}`)).text()

test('the privacy page says what is kept, for how long, who sees it, and where to write', async () => {
  const text = words(await pageAt('/privacy'))
  expect(text).toContain('not who answered')
  expect(text).toContain('If you write to us without a link')
  expect(text).toContain('kept as a record, also after an access has ended')
  expect(text).toContain('These pages set no cookie.')
  expect(text).toContain('Write to records@halcyon.example.')
})

test('the accessibility page says what works and where a barrier is told, without the link', async () => {
  const text = words(await pageAt('/accessibility'))
  expect(text).toContain('Write to records@halcyon.example.')
  expect(text).toContain('Do not send your link.')
})

test('B.2.6 what a partner may forward beforehand says what comes, what would be seen, how to say no and how to check', async () => {
  const page = await pageAt('/expect')
  const text = words(page)
  for (const said of ['The letter comes from us.', 'how many seats you bought', 'say no at any time', 'We never ask'])
    expect(text).toContain(said)
  expect(page).toContain('href="/verify?lang=en"')
  expect(text).toContain('Type records.halcyon.example/verify into your browser')
})

describe.each(locales)('in %s', (lang) => {
  test.each(['/privacy', '/accessibility', '/expect'])(
    '%s is in that language and has no long sentence',
    async (path) => {
      const page = await pageAt(`${path}?lang=${lang}`)
      expect(page).toContain(`<html lang="${lang}"`)
      if (path !== '/expect') expect(page).toContain('mailto:records@halcyon.example')
      const paragraphs = [...page.matchAll(/<p>(.*?)<\/p>/gs)].map((hit) => words(hit[1]!))
      const sentences = paragraphs.flatMap((text) => text.split(/[.?!;:。؛؟](?=\s|$)|。/))
      // Japanese writes no spaces: its sentences are counted by their letters.
      const long = sentences.filter((sentence) =>
        lang === 'ja' ? sentence.length > 60 : sentence.trim().split(/\s+/).length >= 20,
      )
      expect(long).toEqual([])
    },
  )
})

test('every page leads to both, in its own language', async () => {
  const page = await pageAt('/privacy?lang=de')
  for (const path of ['/privacy', '/accessibility']) expect(page).toContain(`href="${path}?lang=de"`)
})

test('looks at them do not use up each other’s minute: they belong to no link (MIC-R7)', async () => {
  for (let at = 0; at < 30; at += 1) expect((await app.request(`${site}/privacy`)).status).toBe(200)
})
