const dashed = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/

/**
 * A pasted GUID as it will be kept: lower case, with dashes, without braces, blanks or `urn:uuid:` (CLM-R6). What is
 * none stays as it was typed. The server reads it again; this only shows the reader what was understood.
 */
export const plainGuid = (typed: string): string => {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .trim()
  const groups = dashed.exec(bare)
  return groups ? groups.slice(1).join('-') : typed
}
