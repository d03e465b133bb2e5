import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@solidjs/testing-library'
import { afterEach } from 'vitest'
import { startLocale } from '../src/lib/locale.ts'
import './platform.ts'

startLocale('en')
// A page asks a real server several questions before it is there; two cores that are shared take a second for that.
configure({ asyncUtilTimeout: 8_000 })

afterEach(() => {
  cleanup()
  localStorage.clear()
})
