// Pages read what is pasted as the server does, so this stands apart from the making of ids.

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Reads a GUID in any usual shape: upper case, braces, `urn:uuid:`, without dashes, surrounded by spaces.
 * Answers lower case with dashes, or undefined. The nil and the max GUID name nothing and are refused (CLM-R6).
 */
export const readGuid = (typed: string): string | undefined => {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .trim()
  const dashed = /^[0-9a-f]{32}$/.test(bare)
    ? bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : bare
  if (!guidShape.test(dashed) || /^[0-]+$/.test(dashed) || /^[f-]+$/.test(dashed)) return undefined
  return dashed
}
