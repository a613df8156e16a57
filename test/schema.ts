// As much of JSON Schema 2020-12 as our own schemas use; an unknown keyword is an error, not a pass.

export interface Schema {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: false
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  description?: string
}

const known = new Set(
  '$schema $ref $defs type enum const required properties additionalProperties items minItems maxItems minimum maximum anyOf oneOf title description default'.split(
    ' ',
  ),
)

const typeOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value

/** Whether a value of JSON fits a schema; `root` is where its references lead. */
export function valid(schema: Schema, value: unknown, root: Schema = schema): boolean {
  const strange = Object.keys(schema).find((keyword) => !known.has(keyword))
  if (strange) throw new Error(`the schema uses ${strange}, which is not checked here`)
  const fits = (part: Schema) => valid(part, value, root)
  if (schema.$ref && !fits(root.$defs![schema.$ref.replace('#/$defs/', '')]!)) return false
  if (schema.anyOf && !schema.anyOf.some(fits)) return false
  if (schema.oneOf && schema.oneOf.filter(fits).length !== 1) return false
  if (schema.enum && !schema.enum.includes(value)) return false
  if (schema.const !== undefined && schema.const !== value) return false
  const type = typeOf(value)
  const types = schema.type === undefined ? [type] : [schema.type].flat()
  if (!types.includes(type) && !(type === 'integer' && types.includes('number'))) return false
  if (typeof value === 'number') return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value)
  if (Array.isArray(value)) {
    const { items, minItems = 0, maxItems = value.length } = schema
    return (
      value.length >= minItems &&
      value.length <= maxItems &&
      value.every((entry) => !items || valid(items, entry, root))
    )
  }
  if (typeof value !== 'object' || value === null) return true
  const { properties = {}, required = [], additionalProperties } = schema
  if (required.some((name) => !Object.hasOwn(value, name))) return false
  return Object.entries(value).every(([name, field]) =>
    Object.hasOwn(properties, name) ? valid(properties[name]!, field, root) : additionalProperties !== false,
  )
}
