import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The CSP sources of every inline script in a page, e.g. `sha256-…=`; the quotes are added by whoever writes the header. */
export const inlineScriptHashes = (html: string): string[] =>
  [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
  )

/**
 * Writes `csp.json` beside the application, so that the server can send a strict header without reading the page.
 * A page with an inline style would break under that header, so the build fails on one.
 */
export const contentSecurity = (): Plugin => ({
  name: 'ofrecord:content-security',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      if (/\sstyle=|<style|\son[a-z]+=/.test(html)) throw new Error('index.html has an inline style or handler')
      const file = fileURLToPath(new URL('../csp.json', import.meta.url))
      const text = `${JSON.stringify({ scripts: inlineScriptHashes(html) }, null, 2)}\n`
      if (readIfThere(file) !== text) writeFileSync(file, text)
    },
  },
})

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
