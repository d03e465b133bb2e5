import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { searchedDays } from '@ofrecord/core/claims/evidence.rules'
import { evidence_help_found, evidence_help_missing, evidence_help_page } from '@ofrecord/messages/messages'
import type { ClaimPage, EvidenceFile } from './claim.ts'

interface Place {
  file: EvidenceFile
  page: number
}

const readable: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
])

/** What counts today: a document that another took the place of does not. */
const inForce = ({ evidence }: ClaimPage): EvidenceFile[] => {
  const replaced = new Set(evidence.map(({ supersedesId }) => supersedesId))
  return evidence.filter(({ id, purgedAt, scanState }) => !replaced.has(id) && !purgedAt && scanState !== 'infected')
}

/** Documents whose text was searched. */
export const searched = (claim: ClaimPage): EvidenceFile[] =>
  inForce(claim).filter(({ preflight }) => preflight !== null && preflight.pages > 0)

/** Documents that hold no text, or are of a type whose text nobody reads. */
export const withoutText = (claim: ClaimPage): EvidenceFile[] =>
  inForce(claim).filter(({ mime, preflight }) => preflight?.pages === 0 || !readable.has(mime))

/** Documents whose text is still to be searched, also when the virus check comes first. */
export const unsearched = (claim: ClaimPage): EvidenceFile[] =>
  inForce(claim).filter(
    ({ mime, preflight, uploadedAt }) =>
      preflight === null && readable.has(mime) && Date.parse(uploadedAt) > Date.now() - searchedDays * 86_400_000,
  )

/** Where the words of a point were found, newest document first. */
export const placesOf = (claim: ClaimPage, point: ChecklistPoint): Place[] =>
  searched(claim)
    .toReversed()
    .flatMap((file) => {
      const page = file.preflight?.found[point] ?? null
      return page === null ? [] : [{ file, page }]
    })

/** A help for the reviewer: the page to look at first. Nothing where no text was searched. */
export const pageHelp = (claim: ClaimPage, point: ChecklistPoint): string => {
  const documents = searched(claim).length
  if (documents === 0) return ''
  const [first] = placesOf(claim, point)
  if (!first) return evidence_help_missing()
  const { page, file } = first
  return documents === 1 ? evidence_help_page({ page }) : evidence_help_found({ page, name: file.fileName })
}
