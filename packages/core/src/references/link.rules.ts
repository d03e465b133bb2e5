import { z } from 'zod'
import { line, paragraph } from '../kernel/text.rules.ts'
import { referenceRejectReasons } from './reference.rules.ts'

const posted = {
  link: z.string().max(200),
  nonce: z.string().max(80),
  trap: z.string().max(200).default(''),
}

const day = z.iso.date().nullable().default(null)

export const ConfirmReferenceInput = z.strictObject({
  ...posted,
  /** Who confirms types both: a program that presses buttons confirms nothing (L9). */
  name: line(120).default(''),
  role: line(120).default(''),
  /** "May be quoted"; counts only where the partner asked for it. */
  quoting: z.boolean().default(false),
  suggestion: z
    .strictObject({
      projectTitle: line(160).default(''),
      startedOn: day,
      endedOn: day,
      note: paragraph(2000).default(''),
    })
    .nullable()
    .default(null),
})
export type ConfirmReferenceInput = z.infer<typeof ConfirmReferenceInput>

export const RejectReferenceInput = z.strictObject({
  ...posted,
  /** null: none was chosen. */
  reason: z.enum(referenceRejectReasons).nullable(),
  comment: paragraph(2000).default(''),
  shareComment: z.boolean().default(false),
})

export const WithdrawReferenceInput = z.strictObject({ ...posted, agree: z.boolean() })
