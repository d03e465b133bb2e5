import { join } from 'node:path'
import { compile } from '@inlang/paraglide-js'

// The texts for people with an account, in two languages, and those for customers, in seven: the dashboard's first
// load would pay for five languages that nobody reads in it.
const folder = join(import.meta.dirname, '../packages/messages')

await Promise.all([
  compile({ project: `${folder}/project.inlang`, outdir: `${folder}/generated` }),
  compile({ project: `${folder}/customer.inlang`, outdir: `${folder}/generated-customer` }),
])

// The compiler's store leaves timers of 30 seconds behind, and the first `npm start` would wait for them.
process.exit()
