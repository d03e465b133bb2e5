import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const sprite = fileURLToPath(new URL('../src/ui/icons.svg', import.meta.url))

/** Puts the symbol sprite into the page itself: the icons are there at the first paint, without a request and without JavaScript. */
export const iconSprite = (): Plugin => ({
  name: 'ofrecord:icon-sprite',
  transformIndexHtml: (html) => html.replace('<!-- icons -->', readFileSync(sprite, 'utf8').trim()),
})
