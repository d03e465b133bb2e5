import type { LaunchSettings } from '../packages/core/src/kernel/settings.ts'

/** Prints where everything is and, in the demo, who may sign in. */
export async function welcome(settings: LaunchSettings, catchesMail: boolean): Promise<void> {
  const addresses = [
    ['Dashboard', settings.publicUrl],
    ['Customer pages', settings.consentUrl],
    ...(catchesMail ? [['Mailbox', `http://127.0.0.1:${settings.mailboxPort}`]] : []),
  ]
  console.log(`\n${columns(addresses)}\n`)
  if (settings.demo) console.log(`Sign in as one of these, one press each:\n${columns(await people())}\n`)
  console.log('Ofrecord is ready')
}

/** Read only in the demo: an installation at work needs nothing of the world. */
async function people() {
  const { personas } = await import('../packages/world/src/personas.ts')
  return personas.map(({ name, login, scopeText, roles }) => [
    name,
    login,
    scopeText.en,
    roles.map(({ role }) => role).join(', '),
  ])
}

function columns(rows: string[][]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
