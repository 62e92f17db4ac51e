// CSV as `load` reads it back (RFC 4180; lines end with a line feed).

/** One record, without its line end. */
export function csvRecord(fields: readonly string[]): string {
  const record = fields.map((field) => (/[",\r\n]/.test(field) ? quoted(field) : field)).join(',')
  // A blank line is no record.
  return /^[ \t]*$/.test(record) ? quoted(record) : record
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`
}
