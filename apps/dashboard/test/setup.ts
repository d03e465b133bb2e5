import '@testing-library/jest-dom/vitest'
import { cleanup, configure, prettyDOM } from '@solidjs/testing-library'
import { afterEach } from 'vitest'
import { startLocale } from '../src/lib/locale.ts'
import './platform.ts'

startLocale('en')
// A page asks a real server several questions before it is there; two cores that are shared take a second for that.
configure({ asyncUtilTimeout: 8_000, getElementError: missing })

/**
 * What is missing, and the page as it stands, which is written out when somebody reads it: a test that waits looks again
 * at every change, and writing the page down for each look costs more than looking.
 */
function missing(message: string | null, container: Element): Error {
  const error = new Error(message ?? '')
  error.name = 'TestingLibraryElementError'
  Error.captureStackTrace(error, missing)
  const tell = () => `${message ?? ''}\n\n${prettyDOM(container) || ''}`
  Object.defineProperty(error, 'message', { configurable: true, get: tell })
  return error
}

afterEach(() => {
  cleanup()
  localStorage.clear()
})
