import { join } from 'node:path'
import { compile, type CompilerOptions } from '@inlang/paraglide-js'
import { build } from 'vite'

// The texts for people with an account, in two languages, and those for customers, in seven: the dashboard's first
// load would pay for five languages that nobody reads in it.
const folder = join(import.meta.dirname, '../packages/messages')

/**
 * The compiler writes a module for each text, so that a page of the dashboard carries its own ones only. A program
 * needs them all: loading five thousand files costs each start a second, one file a tenth of it.
 */
const joined = (outdir: string) =>
  build({
    configFile: false,
    root: outdir,
    logLevel: 'warn',
    build: {
      ssr: true,
      minify: false,
      outDir: `${outdir}/node`,
      rolldownOptions: {
        input: { messages: `${outdir}/messages.js`, runtime: `${outdir}/runtime.js` },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  })

// Every caller says its language or sets it at its start: without the code that looks for one in cookies and addresses,
// the dashboard's first load is a kilobyte smaller.
const strategy: CompilerOptions['strategy'] = ['globalVariable', 'baseLocale']

for (const [project, outdir] of [
  [`${folder}/project.inlang`, `${folder}/generated`],
  [`${folder}/customer.inlang`, `${folder}/generated-customer`],
] as const) {
  await compile({ project, outdir, strategy })
  await joined(outdir)
}

// The compiler's store leaves timers of 30 seconds behind, and the first `npm start` would wait for them.
process.exit()
