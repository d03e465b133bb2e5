import '@testing-library/jest-dom/vitest'
import { cleanup } from '@solidjs/testing-library'
import { afterEach } from 'vitest'
import { startLocale } from '../src/lib/locale.ts'
import './platform.ts'

startLocale('en')

afterEach(() => {
  cleanup()
  localStorage.clear()
})
