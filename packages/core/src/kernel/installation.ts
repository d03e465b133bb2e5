type KeyName = 'link' | 'nonce' | 'cursor' | 'receipt' | 'code' | 'proof' | 'returns' | 'erasure' | 'signIn'

/** Ways to be paid that this product brings: `manual` is transfers, `test` takes no money. */
export type PaymentAdapterName = 'manual' | 'test'

/** What every program of an installation knows: its addresses and the keys derived from its secret. */
export interface Installation {
  publicUrl: string
  consentUrl: string
  keys: Readonly<Record<KeyName, Uint8Array>>
  /** How fees can be paid; absent: by transfers that the desk books. */
  payments?: readonly PaymentAdapterName[] | undefined
  /** The account that transfers go to, as letters and pages print it. */
  bankAccount?: string | undefined
}
