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

type Element = { type: string; openingElement: { name: Name }; children: Child[] }
type Child = { type: string; expression?: { type: string; params?: unknown[]; body?: { type: string } } }

/** What Show hands to a function is asked once: a text made of it stays as it was, where JSX is made anew. */
const shown = {
  create(context: Context) {
    const message = 'Wrap it: <>{…}</>. A text that a function returns to Show or Match is never made anew.'
    const isJsx = (type: string) => type === 'JSXElement' || type === 'JSXFragment' || type === 'BlockStatement'
    return {
      JSXElement(node: Element) {
        if (!['Show', 'Match'].includes(node.openingElement.name.name ?? '')) return
        for (const child of node.children) {
          const { expression } = child
          if (expression?.type !== 'ArrowFunctionExpression' || expression.params?.length === 0) continue
          if (expression.body && !isJsx(expression.body.type)) context.report({ node: child, message })
        }
      },
    }
  },
}

export default { meta: { name: 'house' }, rules: { imports, clock, shown } }
