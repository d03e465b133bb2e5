import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { contentSecurity } from './build/content-security.ts'
import { iconSprite } from './build/icon-sprite.ts'

const api = `http://127.0.0.1:${process.env['OFRECORD_PORT'] ?? '4000'}`

export default defineConfig({
  plugins: [tailwindcss(), solid(), iconSprite(), contentSecurity()],
  build: {
    manifest: true,
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // Without the scripts that each of some fifty pages needs besides its own, the first script is 5 kB smaller; a page
    // that is opened for the first time asks for them one step later. Style sheets stay, or pages would show bare.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === 'js' ? needed.filter((each) => each.endsWith('.css')) : needed,
    },
    // Importing these changes nothing by itself, which their packages do not say: what nobody calls is left out.
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/@trpc|@tanstack/.test(id) },
      // Left alone, words that two pages share are a script each, of which a third is the name of the next.
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            {
              name: 'list-words',
              test: /\/common_(clear|newer|older|times_in|group_(page|rows)|key_(all|search|next|previous))\w*\.js$/,
            },
          ],
        },
      },
    },
    // Older targets rewrite every light-dark() pair into two custom properties, which doubles the style sheet.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/trpc', '/auth', '/demo/people', '/demo/sign-in', '/files', '/exports', '/histories', '/previews'].map(
        (path) => [path, api],
      ),
    ),
  },
})
