import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { PersonActor } from '../kernel/actor.ts'
import type { ClamdPlace } from '../kernel/addresses.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse, Refusal, refuseAbsent } from '../kernel/errors.ts'
import type { Problem } from '../kernel/errors.ts'
import type { Files } from '../kernel/files.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { scanFile } from '../kernel/scanner.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { lockOwnClaim } from './deciding.ts'
import { Evidence } from './evidence.entity.ts'
import { becomeHead, refuseEdit } from './evidence.editing.ts'
import type { Duplicate } from './evidence.queries.ts'
import { readDuplicates } from './evidence.queries.ts'
import type { EvidenceKind, ScanState } from './evidence.rules.ts'
import { maxEvidenceBytes, maxEvidenceFiles, receivingRound } from './evidence.rules.ts'
import { extensionOf, shownFileName, sniffType } from './sniffing.ts'

/** Where uploads land while they are looked at, where they are kept, and who scans them. */
export interface IntakePlace {
  folder: string
  files: Files
  clamd: ClamdPlace | undefined
  scan: 'required' | 'off'
}

/** What is said of a document, wherever it goes. */
interface Described {
  kind: EvidenceKind
  note?: string
}

interface Sent {
  fileName: string
  content: Readable
}

export interface Upload extends Described, Sent {
  claimId: string
  /** The document of this claim that it takes the place of. */
  supersedesId?: string | null
}

/** What the uploader is told. Warnings block nothing: `EVIDENCE_DUPLICATE` (CLM-V14). */
export interface TakenIn {
  evidenceId: string
  scanState: ScanState
  /** It is now the newest document of the claim's associations (C33). */
  head: boolean
  warnings: Problem[]
  duplicates: Duplicate[]
}

/**
 * Takes one document in: streamed to a temporary file while its bytes are counted and hashed, sniffed, scanned, and
 * only then moved to storage and written down. An upload that breaks off leaves nothing. Refuses with `EVIDENCE_TYPE`,
 * `EVIDENCE_SIZE`, `EVIDENCE_EMPTY`, `EVIDENCE_COUNT`, `CLAIM_NOT_EDITABLE`. One that holds a virus is written down
 * without its bytes (C19); one that stands elsewhere as well is taken and said so (CLM-V14).
 */
export const takeIn = async (
  orm: MikroORM,
  place: IntakePlace,
  actor: PersonActor,
  upload: Upload,
): Promise<TakenIn> => {
  await inTransaction(orm, actor, (call) => findReceivingClaim(call, upload))
  return land(place, upload, (file) => keep(orm, place, actor, upload, file))
}

/** A document that has arrived and was looked at; it lies in its temporary place until it is kept. */
export interface Landed extends Pick<Evidence, 'fileName' | 'mime' | 'bytes' | 'sha256' | 'scanState'> {
  path: string
}

/** Receives a document and looks at it, gives it to `keeping`, and clears its temporary place away. */
export const land = async <T>(place: IntakePlace, sent: Sent, keeping: (file: Landed) => Promise<T>): Promise<T> => {
  const fileName = shownFileName(sent.fileName)
  await mkdir(place.folder, { recursive: true, mode: 0o700 })
  const path = join(place.folder, `${crypto.randomUUID()}.part`)
  try {
    const { bytes, sha256 } = await receive(sent.content, path)
    const mime =
      (await sniffType(path, extensionOf(fileName))) ??
      refuse('invalid', 'EVIDENCE_TYPE', { field: 'evidence', rule: 'CLM-V13', params: { file: fileName } })
    return await keeping({ path, fileName, mime, bytes, sha256, scanState: await scan(place, path) })
  } finally {
    await rm(path, { force: true })
  }
}

/** Where a document is kept, and whether the claim must be approved already. */
export interface Keeping extends Described {
  claimId: string
  supersedesId?: string | null
  onlyApproved?: boolean
}

/** Stores a copy for one claim and writes it down: each claim's documents are purged at a time of their own. */
export const keep = async (
  orm: MikroORM,
  place: IntakePlace,
  actor: PersonActor,
  keeping: Keeping,
  { path, ...file }: Landed,
): Promise<TakenIn> => {
  const storageKey = `evidence/${file.sha256.slice(0, 2)}/${crypto.randomUUID()}`
  if (file.scanState !== 'infected') await place.files.copyFromFs(path, storageKey)
  try {
    return await inTransaction(orm, actor, (call) => write(call, keeping, { ...file, storageKey }))
  } catch (error) {
    await place.files.delete(storageKey)
    throw error
  }
}

const findReceivingClaim = async (call: Call, { claimId, onlyApproved }: Pick<Keeping, 'claimId' | 'onlyApproved'>) => {
  const scope = scopeOf(call.actor, 'claims.create')
  if (scope === undefined) return refuse('forbidden', 'FORBIDDEN', { rule: 'CLM-R1' })
  const claim = await lockOwnClaim(call, scope, claimId)
  if (onlyApproved && claim.status !== 'approved') refuse('conflict', 'CLAIM_NOT_APPROVED', { rule: 'B.1.9' })
  const round = receivingRound(claim, call.now) ?? refuseEdit(claim)
  const count = await call.em.count(Evidence, { claimId, removedAt: null, round })
  if (count >= maxEvidenceFiles)
    refuse('invalid', 'EVIDENCE_COUNT', { field: 'evidence', rule: 'CLM-V13', params: { max: maxEvidenceFiles } })
  return { claim, round, scope }
}

const receive = async (content: Readable, path: string): Promise<{ bytes: number; sha256: string }> => {
  const hash = createHash('sha256')
  let bytes = 0
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > maxEvidenceBytes)
        done(
          new Refusal('too_large', 'EVIDENCE_SIZE', {
            field: 'evidence',
            rule: 'CLM-V13',
            params: { maxMegabytes: 25 },
          }),
        )
      else done(null, chunk)
    },
  })
  await pipeline(content, counting, createWriteStream(path, { mode: 0o600 }))
  if (bytes === 0) refuse('invalid', 'EVIDENCE_EMPTY', { field: 'evidence', rule: 'CLM-V13' })
  return { bytes, sha256: hash.digest('hex') }
}

/** Without a scanner a document waits as `pending`, unless the installation says `off` (`not_scanned`). */
const scan = async (place: IntakePlace, path: string): Promise<ScanState> => {
  if (place.clamd) return scanFile(place.clamd, path).catch((): ScanState => 'pending')
  return place.scan === 'off' ? 'not_scanned' : 'pending'
}

type Taken = Pick<Evidence, 'fileName' | 'mime' | 'bytes' | 'sha256' | 'storageKey' | 'scanState'>

const write = async (call: Call, upload: Keeping, taken: Taken): Promise<TakenIn> => {
  const { claim, round, scope } = await findReceivingClaim(call, upload)
  const supersedesId = upload.supersedesId ?? null
  if (supersedesId && !(await call.em.findOne(Evidence, { id: supersedesId, claimId: claim.id, removedAt: null })))
    return refuseAbsent()
  const evidence = call.em.create(Evidence, {
    ...taken,
    id: newId<'Evidence'>(call.now),
    vendorId: claim.vendorId,
    organizationId: claim.organizationId,
    claimId: claim.id,
    kind: upload.kind,
    note: upload.note ?? '',
    supersedesId,
    uploadedAt: call.now,
    uploadedBy: (call.actor as PersonActor).personId,
    round,
  })
  call.em.persist(evidence)
  const head = await becomeHead(call, claim, evidence)
  happened(
    claim,
    'claim.evidenceAdded',
    {
      evidenceId: evidence.id,
      bytes: taken.bytes,
      sha256: taken.sha256,
      scanState: taken.scanState,
      ...(head && { head }),
      ...(supersedesId && { supersedesId }),
    },
    { fileName: taken.fileName },
  )
  await call.em.flush()
  const duplicates = await readDuplicates(call, { side: 'partner', scope }, evidence.id)
  return { evidenceId: evidence.id, scanState: taken.scanState, head, duplicates, warnings: warningsOf(duplicates) }
}

const warningsOf = (duplicates: readonly Duplicate[]): Problem[] => {
  if (duplicates.length === 0) return []
  const claims = duplicates.flatMap(({ number }) => (number === null ? [] : [String(number)]))
  return [{ code: 'EVIDENCE_DUPLICATE', field: 'evidence', rule: 'CLM-V14', params: { claims }, warning: true }]
}
