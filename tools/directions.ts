import { dirname, join, relative, resolve } from 'node:path'

// The one table of who may import whom. The linter asks it for every import.

const root = resolve(import.meta.dirname, '..')

/** Rooms of the core from left to right: a room may look left, never right. New rooms take their place in this line. */
const rooms = [
  'kernel',
  'links',
  'letters',
  'catalogue',
  'organisations',
  'people',
  'customers',
  'claims',
  'consent',
  'designations',
  'references',
  'competencies',
  'memberships',
  'orders',
  'benefits',
  'incentives',
  'hierarchy',
  'support',
]

/** The files that see every room: explicit lists, so nothing has to be discovered. */
const switchboards = ['entities', 'router', 'reactions', 'jobs', 'migrate', 'import']

/** What the packages may import of ours, and of what they may know the types only. */
const packages: Record<string, { of: string[]; typesOf?: string[] }> = {
  'packages/messages': { of: [] },
  emails: { of: ['packages/messages'] },
  'packages/verify': { of: [] },
  'packages/core': { of: ['packages/messages', 'packages/verify'], typesOf: ['emails'] },
  'packages/world': { of: ['packages/core', 'packages/messages'] },
  'apps/api': { of: ['packages/core', 'packages/messages', 'emails'] },
  'apps/consent': { of: ['packages/core', 'packages/messages'] },
  'apps/worker': { of: ['packages/core', 'packages/messages', 'emails'] },
  'apps/dashboard': { of: ['packages/messages'], typesOf: ['packages/core'] },
  tools: { of: ['packages/core', 'packages/messages', 'packages/world', 'emails'] },
  tests: { of: ['packages/core', 'packages/messages', 'packages/world', 'emails', 'tools'] },
}

const named: Record<string, string> = {
  '@ofrecord/core': 'packages/core/src',
  '@ofrecord/core/test': 'packages/core/test',
  '@ofrecord/emails': 'emails/src',
  '@ofrecord/messages/customer': 'packages/messages/generated-customer',
  '@ofrecord/messages': 'packages/messages/generated',
  '@ofrecord/verify': 'packages/verify/src',
  '@ofrecord/world': 'packages/world/src',
}

/** Shapes and decisions run in the browser too, so they know nothing of the database, the clock or the network. */
const rulesMayUse =
  /^packages\/core\/src\/(kernel\/(actor|authority|errors|id|moves|time)|[a-z]+\/[\w.-]+\.rules)(\.ts)?$/

/** Roles that stand left of others in one room, and outside packages they never touch. */
const neverIn: [file: RegExp, target: RegExp, why: string][] = [
  [/\.entity\.ts$/, /^@trpc\/|^nodemailer$|\.(router|mail|jobs|reactions)(\.ts)?$/, 'An entity remembers and acts.'],
  [/\.router\.ts$/, /^nodemailer$|^(?!\.\/).*\.router(\.ts)?$/, 'A router answers its own door and sends nothing.'],
  [/\.mail\.ts$/, /^nodemailer$|^mjml$/, 'A mail file says who is written to; it neither renders nor sends.'],
]

/** Why this import is not allowed, or undefined. `typeOnly` is a declaration-level `import type`. */
export function objection(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const from = relative(root, file)
  const to = pathOf(from, specifier)
  if (isTest(from)) return objectionToPackage(from, to ?? '', typeOnly)
  return (
    neverIn.find(([one, other]) => one.test(from) && other.test(specifier))?.[2] ??
    objectionToRules(from, specifier, to) ??
    (to === undefined ? undefined : (objectionToPackage(from, to, typeOnly) ?? objectionToRoom(from, to)))
  )
}

/** The path of what is imported, from the root; undefined for what is not ours. */
function pathOf(from: string, specifier: string) {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(from), specifier))
  const name = Object.keys(named)
    .toSorted((left, right) => right.length - left.length)
    .find((one) => specifier === one || specifier.startsWith(`${one}/`))
  return name === undefined ? undefined : join(named[name] ?? '', specifier.slice(name.length))
}

function isTest(path: string) {
  return /\.test\.tsx?$/.test(path) || /(^|\/)tests?\//.test(path)
}

function isDemo(path: string) {
  return /(^|\/)(demo|preview)(\/|[\w.-]*\.tsx?$)/.test(path)
}

function objectionToPackage(from: string, to: string, typeOnly: boolean) {
  const here = packageOf(from)
  const there = packageOf(to)
  if (here === undefined || there === undefined || here === there) return undefined
  if (packages[here]?.of.includes(there) || (typeOnly && packages[here]?.typesOf?.includes(there))) return undefined
  if (there === 'packages/world' && (isTest(from) || isDemo(from))) return undefined
  // The demo's letters are written out as the worker writes them.
  if (here === 'packages/world' && there === 'emails' && isDemo(from)) return undefined
  if (isTest(from) && !there.startsWith('apps/')) return undefined
  if (here === 'apps/dashboard' && /\.rules(\.ts)?$/.test(to)) return undefined
  if (packages[here]?.typesOf?.includes(there)) return `${here} may know the types of ${there} only: write import type.`
  return `${here} may not import ${there}.`
}

function packageOf(path: string) {
  return Object.keys(packages).find((folder) => path === folder || path.startsWith(`${folder}/`))
}

function objectionToRoom(from: string, to: string) {
  const here = inCore(from)
  const there = inCore(to)
  if (here === undefined || there === undefined || here === there) return undefined
  if (switchboards.includes(here)) return undefined
  if (!rooms.includes(here)) {
    const seesNoRoom = there === 'kernel' || !rooms.includes(there)
    return seesNoRoom ? undefined : `Only ${switchboards.join(', ')} see the rooms.`
  }
  if (!rooms.includes(there)) return `A room does not look at ${there}: switchboards look at rooms.`
  return rooms.indexOf(there) < rooms.indexOf(here)
    ? undefined
    : `${here} stands left of ${there} and may not look right.`
}

/** `claims` for a file of that room, `router` for the switchboard of that name. */
function inCore(path: string) {
  return /^packages\/core\/src\/([\w-]+)/.exec(path)?.[1]
}

function objectionToRules(from: string, specifier: string, to: string | undefined) {
  if (!/^packages\/core\/src\/.*\.rules\.ts$/.test(from) || specifier === 'zod') return undefined
  if (to !== undefined && rulesMayUse.test(to)) return undefined
  return 'Rules import zod, kernel/{actor,authority,errors,id,moves,time} and rules to the left, nothing else: facts are arguments.'
}
