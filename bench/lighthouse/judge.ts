import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

/** Scores from 0 to 100 of one page, as a phone on a slow network sees it, and the audits that cost points. */
export const judge = async (chromePath: string, chromeFlags: readonly string[], address: string) => {
  const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', ...chromeFlags] })
  try {
    const result = await lighthouse(address, {
      port: chrome.port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: ['accessibility', 'best-practices', 'performance'],
    })
    const { categories, audits } = result!.lhr
    const scores = Object.fromEntries(
      Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
    )
    const costly = Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id)
    return { scores, costly }
  } finally {
    chrome.kill()
  }
}
