import type { TakenIn } from '@ofrecord/core/claims/intake'
import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import { evidenceTypes, maxEvidenceBytes } from '@ofrecord/core/claims/evidence.rules'
import { refusals_evidence_empty, refusals_evidence_size, refusals_evidence_type } from '@ofrecord/messages/messages'
import { ownHeaders } from '../../lib/api.ts'
import { ProblemError, problemOfResponse } from '../../lib/problem.ts'

/** For the browser's file window; whoever drops a file meets `problemOfFile` instead. */
export const acceptedFiles = Object.keys(evidenceTypes)
  .map((extension) => `.${extension}`)
  .join(',')

const megabyte = 1024 * 1024

/** The 25 MiB of the limit, as people say it. */
export const sizeLimit = `${maxEvidenceBytes / megabyte} MB`

/** What can be known before a file is sent, in the server's words (CLM-V13); what it holds is looked at there. */
export const problemOfFile = (file: File): string | undefined => {
  const extension = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase()
  if (!Object.hasOwn(evidenceTypes, extension)) return refusals_evidence_type({ file: file.name })
  if (file.size === 0) return refusals_evidence_empty()
  return file.size > maxEvidenceBytes
    ? refusals_evidence_size({ maxMegabytes: maxEvidenceBytes / megabyte })
    : undefined
}

/** Where a document goes, and what is said of it. */
export interface UploadPlace {
  claimId: string
  kind: EvidenceKind
  note?: string
  /** The document it takes the place of. */
  supersedesId?: string | undefined
}

/** Sends one document of a claim, and answers what became of it. */
export const uploadEvidence = (
  { claimId, ...told }: UploadPlace,
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<TakenIn> => {
  const named = new URLSearchParams({ name: file.name, kind: told.kind, note: told.note ?? '' })
  if (told.supersedesId) named.set('supersedesId', told.supersedesId)
  return sendFile<TakenIn>(`/files/claims/${claimId}/evidence?${named}`, file, onProgress, signal)
}

/** What became of a document on one of several claims; `message` is in the reader's language. */
export type SharedResult = { claimId: string; evidenceId: string } | { claimId: string; code: string; message: string }

/** Sends one document for several approved claims, once, and answers what became of it on each of them. */
export const shareEvidence = async (
  { claimIds, kind, note }: { claimIds: readonly string[]; kind: EvidenceKind; note: string },
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<SharedResult[]> => {
  const named = new URLSearchParams({ claims: claimIds.join(','), name: file.name, kind, note })
  return (await sendFile<{ results: SharedResult[] }>(`/files/evidence?${named}`, file, onProgress, signal)).results
}

/**
 * By XMLHttpRequest, since `fetch` tells nothing about what has left. Progress is in bytes; there is no time limit,
 * because 25 MB take minutes on a slow line. Throws with the server's refusal.
 */
export const sendFile = <Answer>(
  address: string,
  file: File,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    for (const [name, value] of Object.entries(ownHeaders())) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => {
      if (request.status === 200 || request.status === 201) resolve(JSON.parse(request.responseText) as Answer)
      else void refusalOf(request).then(reject)
    })
    request.addEventListener('error', () => reject(new TypeError('the upload did not arrive')))
    request.addEventListener('abort', () => reject(signal.reason as Error))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })

const refusalOf = async (request: XMLHttpRequest): Promise<ProblemError> =>
  new ProblemError(await problemOfResponse(new Response(request.responseText, { status: request.status })))
