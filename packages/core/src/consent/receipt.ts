import { randomBytes } from 'node:crypto'
import { canonicalJson, checkReceipt, commitmentTo } from '@ofrecord/verify/verify'
import type { Json } from '../kernel/canonical.ts'
import { crockford } from '../kernel/id.ts'
import { signDocument } from '../kernel/signing.ts'
import type { PublishedKey, Signer } from '../kernel/signing.ts'

/** R7KD-42QM-XW9F: twelve characters of Crockford's alphabet, 60 bits of chance. */
export const receiptCode = (random: Uint8Array): string =>
  [...random.subarray(0, 12)].map((byte, at) => `${at === 4 || at === 8 ? '-' : ''}${crockford[byte % 32]}`).join('')

/** Who decided: the capacity is signed, the address only stands beside it and can be erased. */
export interface Decider {
  address: string
  capacity: 'customer' | 'tenant_admin'
  /** `ops_desk`: recorded by the service desk, for somebody who wrote without a link (L15). */
  via: 'link' | 'portal' | 'ops_desk'
}

export type ReceiptContent = { readonly [key: string]: Json } & { readonly receipt: string; readonly chain: Json }

/**
 * A receipt as the customer downloads it: canonical JSON, signed. The address of whoever decided is not under the
 * signature but a commitment to it is, so that it can be blanked and the receipt stays genuine (REC-R3, GEN-R7).
 * Silence was decided by nobody: null.
 */
export const signReceipt = (signer: Signer, content: ReceiptContent, decider: Decider | null): string => {
  const schema = 'ofrecord-receipt/2'
  if (!decider) return signDocument(signer, { ...content, schema, decidedBy: null }, { disclosed: null })
  const { address, capacity, via } = decider
  const salt = randomBytes(16).toString('hex')
  const decidedBy = { capacity, via, commitment: commitmentTo(salt, { address }) }
  return signDocument(signer, { ...content, schema, decidedBy }, { disclosed: { address, salt } })
}

/** The receipt without the address of whoever decided: still genuine (REC-R3). Blanked twice it is the same. */
export const blankReceipt = (document: string): string =>
  canonicalJson({ ...(JSON.parse(document) as { [key: string]: Json }), disclosed: null })

/** Whether a downloaded receipt is byte for byte what was signed with one of the published keys. */
export const isGenuine = (
  keys: readonly Pick<PublishedKey, 'id' | 'publicKey'>[],
  document: string | Uint8Array,
): boolean => checkReceipt(document, keys).verdict === 'genuine'
