import { expect, test } from 'vitest'
import csp from '../csp.json'
import page from '../index.html?raw'
import icons from '../src/ui/icons.svg?raw'
import { inlineScriptHashes } from './content-security.ts'

test('csp.json names the one inline script of the page, so the header lets it run', () => {
  const hashes = inlineScriptHashes(page)
  expect(hashes).toHaveLength(1)
  expect(csp).toEqual({ scripts: hashes })
})

test('the symbol sprite holds no style and no script', () => {
  expect(icons).not.toMatch(/style=|<script|<style| on[a-z]+=/)
})
