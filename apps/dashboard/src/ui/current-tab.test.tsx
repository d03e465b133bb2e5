import { render, screen } from '@solidjs/testing-library'
import { expect, onTestFinished, test, vi } from 'vitest'
import { showCurrent } from './current-tab.ts'

test('the open tab comes into sight in its strip, and the page stays where the reader is', () => {
  let resized: (() => void) | undefined
  class Observer {
    constructor(act: () => void) {
      resized = act
    }
    observe = () => {}
    disconnect = () => {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  onTestFinished(() => void vi.unstubAllGlobals())
  const scrolled = vi.fn()
  Element.prototype.scrollIntoView = scrolled
  render(() => (
    <nav>
      <a href="#one">One</a>
      <a href="#two" aria-current="page">
        Two
      </a>
    </nav>
  ))
  const strip = screen.getByRole('navigation')
  const tab = screen.getByRole('link', { name: 'Two' })
  vi.spyOn(strip, 'clientWidth', 'get').mockReturnValue(100)
  vi.spyOn(strip, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 40))
  vi.spyOn(tab, 'getBoundingClientRect').mockReturnValue(new DOMRect(160, 0, 40, 40))
  showCurrent(strip)
  resized?.()
  expect(strip.scrollLeft).toBe(130)
  expect(scrolled).not.toHaveBeenCalled()
})
