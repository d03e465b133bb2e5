import { describe, expect, test } from 'vitest'
import type { LetterParams } from './letters.ts'
import { renderLetter } from './render.ts'
import { samples } from './samples.ts'
import { letterTemplates, localesOf } from './templates.ts'

// Languages of one direction share their layout: these three show all of it.
const drawn = ['en', 'it', 'ar']

// A letter is a legal text: every change of a word or of a colour shows up in a review as a changed file.
describe.each(letterTemplates)('%s', (template) => {
  test.each(localesOf(template))('reads as it was agreed in %s (EML-R1)', async (locale) => {
    const written: string[] = []
    for (const [variant, params] of Object.entries<LetterParams[typeof template]>(samples[template])) {
      const { subject, preheader, text } = await renderLetter(template, locale, params)
      written.push(`=== ${variant}\nSubject: ${subject}\nPreheader: ${preheader}\n\n${text}`)
    }
    await expect(written.join('\n')).toMatchFileSnapshot(`../snapshots/${template}.${locale}.txt`)
  })

  test.each(localesOf(template).filter((locale) => drawn.includes(locale)))(
    'looks as it was agreed in %s (EML-R1)',
    async (locale) => {
      const { html } = await renderLetter(template, locale, samples[template].usual)
      await expect(`${html}\n`).toMatchFileSnapshot(`../snapshots/${template}.${locale}.html`)
    },
  )
})
