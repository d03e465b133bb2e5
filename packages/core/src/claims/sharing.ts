import type { Readable } from 'node:stream'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { PersonActor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import type { RefusalParams } from '../kernel/errors.ts'
import { Refusal, refuse } from '../kernel/errors.ts'
import type { EvidenceKind } from './evidence.rules.ts'
import type { IntakePlace, Landed } from './intake.ts'
import { keep, land } from './intake.ts'

/** One document for several claims. */
export interface SharedUpload {
  /** 1 to 25. */
  claimIds: readonly string[]
  fileName: string
  kind: EvidenceKind
  note: string
  content: Readable
}

/** What became of it on one claim: it is there, or it was refused, or the server failed (`FAULT`). */
export type SharedResult =
  | { claimId: string; evidenceId: string }
  | { claimId: string; code: string; params: RefusalParams }

/**
 * Puts one document on several approved claims (B.1.9): it is received, sniffed and scanned once, and kept for each
 * claim in a transaction of its own, so that a claim which refuses it takes nothing from the others. Refuses the whole
 * with `EVIDENCE_TYPE`, `EVIDENCE_SIZE`, `EVIDENCE_EMPTY`, `EVIDENCE_INFECTED` and `FORBIDDEN`; a single claim with
 * `CLAIM_NOT_APPROVED`, `EVIDENCE_COUNT` and `NOT_FOUND`.
 */
export const takeInForMany = async (
  orm: MikroORM,
  place: IntakePlace,
  actor: PersonActor,
  upload: SharedUpload,
  report: (error: unknown) => void,
): Promise<SharedResult[]> => {
  if (scopeOf(actor, 'claims.create') === undefined) refuse('forbidden', 'FORBIDDEN', { rule: 'CLM-R1' })
  const { kind, note } = upload
  const keepFor = async (claimId: string, file: Landed): Promise<SharedResult> => {
    try {
      const { evidenceId } = await keep(orm, place, actor, { claimId, kind, note, onlyApproved: true }, file)
      return { claimId, evidenceId }
    } catch (error) {
      if (error instanceof Refusal) return { claimId, code: error.code, params: error.detail.params ?? {} }
      report(error)
      return { claimId, code: 'FAULT', params: {} }
    }
  }
  return land(place, upload, async (file) => {
    if (file.scanState === 'infected') refuse('invalid', 'EVIDENCE_INFECTED', { field: 'evidence', rule: 'CLM-V12' })
    const results: SharedResult[] = []
    for (const claimId of new Set(upload.claimIds)) results.push(await keepFor(claimId, file))
    return results
  })
}
