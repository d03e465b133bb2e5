import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

/** What axe finds on a copy of a page, by rule with the elements it names, and how far the copy can be moved sideways. */
interface Seen {
  lang: string
  violations: [rule: string, elements: string[]][]
  sideways: number
}

export interface Glass {
  /** The page that visits the site. */
  page: Page
  look: () => Promise<Seen>
  close: () => Promise<void>
}

type Axe = {
  run: (page: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
}

const require = createRequire(import.meta.url)
const source = readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}

/**
 * The page's own policy keeps axe out; a copy of what it shows does not. The copies of a mode are written one after
 * another into one blank page that has read axe once: reading it for each took longer than what it then finds.
 */
export const openGlass = async (browser: Browser, mode: BrowserContextOptions): Promise<Glass> => {
  const context = await browser.newContext(mode)
  const [page, blank] = [await context.newPage(), await context.newPage()]
  await blank.evaluate(`${source};undefined`)
  const look = async (): Promise<Seen> => {
    await blank.setContent(await page.content())
    return blank.evaluate(async (asked) => {
      const { axe } = globalThis as unknown as { axe: Axe }
      const { violations } = await axe.run(document, asked)
      return {
        lang: document.documentElement.lang,
        violations: violations.map(({ id, nodes }): [string, string[]] => [id, nodes.map(({ html }) => html)]),
        sideways: document.documentElement.scrollWidth - innerWidth,
      }
    }, options)
  }
  return { page, look, close: () => context.close() }
}
