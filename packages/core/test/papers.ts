import { crc32 } from 'node:zlib'

/** The smallest PDF that readers open: one empty page. */
export const pdf = (title = 'Statement of work'): Buffer => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
    `<< /Title (${title}) >>`,
  ]
  let body = '%PDF-1.7\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  body += `xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}

/** A PDF that is exactly this long, filled up with comments. */
export const pdfOf = (bytes: number): Buffer => {
  const start = pdf()
  return Buffer.concat([start, Buffer.alloc(bytes - start.length, '%\n')])
}

interface Part {
  name: string
  content: string
  /** What the directory says it unpacks to, when it lies. */
  claimed?: number
}

/** An archive of uncompressed parts: what an Office file is, and what a bomb pretends to be. */
export const archive = (parts: readonly Part[]): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claimed } of parts) {
    const data = Buffer.from(content)
    const title = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(33, 8)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(claimed ?? data.length, 18)
    fields.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, title, data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, title]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

const main = {
  docx: ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  docm: ['word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  pptx: ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'],
} as const

/** An Office file with its content types, its main part and whatever else is put beside them. */
export const office = (kind: keyof typeof main, extra: readonly Part[] = []): Buffer => {
  const [name, type] = main[kind]
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${name}" ContentType="${type}"/></Types>`
  return archive([
    { name: '[Content_Types].xml', content: types },
    { name: '_rels/.rels', content: '<Relationships/>' },
    { name, content: '<x/>' },
    ...extra,
  ])
}

const signature = (hex: string, more = ''): Buffer =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(more), Buffer.alloc(600)])

export const png = signature('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154')
export const jpeg = signature('ffd8ffe000104a46494600010100000100010000')
export const tiff = signature('49492a0008000000')
export const outlook = signature('d0cf11e0a1b11ae1')
export const mail = Buffer.from(
  'From: nora.contact@orchardfoods.example\r\nTo: ines.incentive@kestrel.example\r\nSubject: Agreed\r\n\r\nYes.\r\n',
)
export const program = signature('4d5a90000300000004000000ffff0000', 'This program cannot be run in DOS mode.')
export const html = Buffer.from('<!doctype html><script>alert(document.cookie)</script>')
export const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

/** The industry's harmless test string, put together here so that no scanner reports the repository. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-', 'FILE!$H+H*'].join(''),
)
