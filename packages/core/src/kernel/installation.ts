type KeyName = 'link' | 'nonce' | 'cursor' | 'receipt' | 'code' | 'proof' | 'returns' | 'erasure' | 'signIn'

/** What every program of an installation knows: its addresses and the keys derived from its secret. */
export interface Installation {
  publicUrl: string
  consentUrl: string
  keys: Readonly<Record<KeyName, Uint8Array>>
}
