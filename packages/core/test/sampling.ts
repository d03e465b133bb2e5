import { z } from 'zod'

/** As much of a JSON schema as inputs of procedures use. */
export interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  minItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  exclusiveMinimum?: number
  minLength?: number
}

/** Answers the id for a field of that name. */
export type IdOf = (field: string) => string

/** The inputs of a procedure as one JSON schema each; a room's door may add its own beside the procedure's. */
export const schemasOf = (inputs: readonly unknown[]): Schema[] =>
  inputs.map((input) => z.toJSONSchema(input as z.ZodType, { unrepresentable: 'any', io: 'input' }) as Schema)

/** Names of the fields of an input that hold ids. */
export const idFieldsOf = (schema: Schema, name = ''): string[] => {
  if (schema.format === 'uuid') return [name]
  return [
    ...(schema.anyOf ?? schema.oneOf ?? []).flatMap((each) => idFieldsOf(each, name)),
    ...(schema.items ? idFieldsOf(schema.items, name) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => idFieldsOf(each, key)),
  ]
}

/** A schema for each choice that it leaves between fields for ids, so that a sample of every choice can be made. */
export const variantsOf = (schema: Schema): Schema[] => {
  const choices = (schema.anyOf ?? schema.oneOf)?.filter((each) => idFieldsOf(each, 'it').length > 0)
  if (choices?.length) return choices.flatMap((each) => variantsOf(each))
  for (const [key, each] of Object.entries(schema.properties ?? {})) {
    const variants = variantsOf(each)
    if (variants.length > 1)
      return variants.map((variant) => ({ ...schema, properties: { ...schema.properties, [key]: variant } }))
  }
  return [schema]
}

/** What a schema cannot say: a value that passes the procedures' own checks, by the field's name. */
const words: Readonly<Record<string, string>> = {
  // One that asks for no postal code, region or number of a register.
  country: 'LI',
  language: 'en',
  address: 'somebody@elsewhere.example',
  // A customer's, so that what there is to claim is looked for.
  domain: 'orchardfoods.example',
  issuer: 'https://sign-in.elsewhere.example',
}

/** The smallest value of a schema in which every field for an id holds one. */
export const sampleOf = (schema: Schema, idOf: IdOf, name = ''): unknown => {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) {
    const withId = choices.find((each) => idFieldsOf(each, name).length > 0)
    const notNull = choices.find((each) => each.type !== 'null')
    return sampleOf(withId ?? notNull ?? choices[0]!, idOf, name)
  }
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== 'null') : schema.type
  if (type === 'object') return sampleObject(schema, idOf)
  if (type === 'array') return sampleList(schema, idOf, name)
  if (type === 'number' || type === 'integer') return Math.max(1, schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1)
  if (type === 'boolean') return true
  if (schema.format === 'uuid') return idOf(name)
  if (schema.format === 'date') return '2026-12-24'
  if (schema.format === 'email') return 'somebody@elsewhere.example'
  if (words[name]) return words[name]
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
}

const sampleObject = (schema: Schema, idOf: IdOf): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([key, each]) => schema.required?.includes(key) || key in words || idFieldsOf(each, key).length > 0)
      .map(([key, each]) => [key, sampleOf(each, idOf, key)]),
  )

const sampleList = ({ items, minItems }: Schema, idOf: IdOf, name: string): unknown[] => {
  const wanted = items && (minItems || idFieldsOf(items, name).length > 0)
  return wanted ? Array.from({ length: Math.max(1, minItems ?? 1) }, () => sampleOf(items, idOf, name)) : []
}
