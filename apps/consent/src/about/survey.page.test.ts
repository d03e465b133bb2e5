import { expect, test } from 'vitest'
import { locales } from '@ofrecord/messages/customer/runtime'
import { paperDoor, reader, words } from '../../test/paper-door.ts'

test('NOT-R1 the survey is reached by a link that is the same for everybody and tells nothing of its reader', async () => {
  const visit = reader(paperDoor()).get
  const answer = await visit('/survey/halcyon', { referer: 'https://records.halcyon.example/n/secret' })
  const page = await answer.text()
  const out = [...page.matchAll(/<a [^>]*href="(https?:[^"]*)"[^>]*>/g)]
  expect(out.map(([tag, address]) => [address, tag.includes('rel="noreferrer nofollow"')])).toEqual([
    ['https://surveys.halcyon.example/partners?v=2', true],
  ])
  expect(page).not.toContain('secret')
  expect(await (await visit('/survey/halcyon')).text()).toBe(page)
})

test('AMB-28 the page says that the survey and the gift have nothing to do with an answer', async () => {
  const text = words(await (await reader(paperDoor()).get('/survey/halcyon')).text())
  expect(text).toContain('You may say yes, say no or say nothing: survey and gift stay the same.')
})

test('while there is no survey its page is the same as an unknown link', async () => {
  const { get } = reader(paperDoor())
  const pages = await Promise.all(['/survey/tidewater', '/survey/%00', '/n/unknown'].map((path) => get(path)))
  expect(pages.map(({ status }) => status)).toEqual([404, 404, 404])
  expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1)
})

test.each(locales)('in %s it names vendor and site, and no text is missing', async (lang) => {
  const page = await (await reader(paperDoor()).get(`/survey/halcyon?lang=${lang}`)).text()
  for (const said of [`lang="${lang}"`, 'Halcyon Software', 'surveys.halcyon.example']) expect(page).toContain(said)
  expect(page).not.toMatch(/questions_|\{\w+\}/)
})
