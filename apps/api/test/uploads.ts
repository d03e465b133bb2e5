import { makeClaim } from '@ofrecord/core/test/story'
import type { Desk } from './desk.ts'

/** What our own pages send with a document. */
export const upload = { 'content-type': 'application/octet-stream', 'x-ofrecord': '1' }

/** What an upload is answered with. */
export interface Answer {
  status: number
  body: { evidenceId: string; scanState: string; code: string; field: string | null; message: string }
}

/** Uploads one document, the way the dashboard does. */
export const send = async (
  desk: Desk,
  cookie: string,
  claimId: string,
  name: string,
  content: Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const path = `/files/claims/${claimId}/evidence?name=${encodeURIComponent(name)}`
  const response = await desk.app.request(path, {
    method: 'POST',
    headers: { ...upload, cookie, ...headers },
    body: new Uint8Array(content),
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

/** Ines, a claim of hers, and her way to add a document to it. */
export const atHerClaim = async (desk: Desk) => {
  const { claimId, number } = await makeClaim(desk.world)
  const cookie = await desk.signedIn('ines')
  return {
    claimId,
    number,
    cookie,
    add: (name: string, content: Buffer, headers?: Record<string, string>) =>
      send(desk, cookie, claimId, name, content, headers),
    open: (evidenceId: string, query = '') =>
      desk.app.request(`/files/evidence/${evidenceId}${query}`, { headers: { cookie } }),
  }
}
