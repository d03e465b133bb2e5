import type { Plugin } from 'vitest/config'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

/** An interceptor that never applies, in the shape that msw 3 expects of one. */
const idleInterceptor = `export class ClientRequestInterceptor {
  predicate() { return false }
  apply() {}
  dispose() {}
  on() { return this }
  removeListener() {}
  listenerCount() { return 0 }
}`

/**
 * The `browser` condition that vite-plugin-solid sets hides this part of the interceptors, which msw loads on import
 * and which nothing in jsdom needs.
 */
const withoutClientRequest = (): Plugin => ({
  name: 'ofrecord:without-client-request',
  enforce: 'pre',
  resolveId: (id) => (id === '@mswjs/interceptors/ClientRequest' ? '\0client-request' : undefined),
  load: (id) => (id === '\0client-request' ? idleInterceptor : undefined),
})

const texts = new URL('../../packages/messages', import.meta.url).pathname

export default defineConfig({
  // As the server reads them, so that both have one copy; a module for each text is for the browser.
  resolve: {
    alias: [
      { find: /^@ofrecord\/messages\/customer\/(\w+)$/, replacement: `${texts}/generated-customer/node/$1.js` },
      { find: /^@ofrecord\/messages\/(\w+)$/, replacement: `${texts}/generated/node/$1.js` },
    ],
  },
  plugins: [withoutClientRequest(), solid()],
  test: {
    name: 'dashboard',
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://dashboard.example/' } },
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    server: {
      deps: {
        inline: [/msw/, /@mswjs/],
        // The server's own code runs as Node runs it: with Node's URL and Node's builds, not the browser's.
        external: [/\/packages\/(core|world|messages)\//, /\/emails\/src\//],
      },
    },
    maxWorkers: 3,
    hookTimeout: 60_000,
    testTimeout: 30_000,
    restoreMocks: true,
    // Ten documents instead of one per file cost 16 of 24 s on two cores; every test cleans up after itself.
    isolate: false,
  },
})
