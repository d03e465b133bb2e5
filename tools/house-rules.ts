import { objection } from './directions.ts'

// The linter's plugin for what is special to this house. Loaded by .oxlintrc.json.

type Node = { source?: { value?: unknown } | null; importKind?: string; exportKind?: string }
type Call = { callee: Name & { object?: Name; property?: Name }; arguments: unknown[] }
type Name = { type: string; name?: string }
type Context = { filename: string; report: (found: { node: unknown; message: string }) => void }

const imports = {
  create(context: Context) {
    const check = (node: Node, typeOnly: boolean) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const message = objection(context.filename, specifier, typeOnly)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node: Node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node: Node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node: Node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node: Node) => check(node, false),
      TSImportType: (node: Node) => check(node, true),
    }
  },
}

/** A rule that asks the machine for the time cannot be tested at the minute it matters. */
const clock = {
  create(context: Context) {
    const message = 'Time is an argument, or asked of kernel/clock.'
    const isDate = (callee: Name) => callee.type === 'Identifier' && callee.name === 'Date'
    return {
      NewExpression(node: Call) {
        if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, message })
      },
      CallExpression(node: Call) {
        const { object, property } = node.callee
        if (isDate(node.callee) || (object && isDate(object) && property?.name === 'now'))
          context.report({ node, message })
      },
    }
  },
}

export default { meta: { name: 'house' }, rules: { imports, clock } }
