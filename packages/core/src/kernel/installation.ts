/** What every program of an installation knows: its addresses and the keys derived from its secret. */
export interface Installation {
  publicUrl: string
  consentUrl: string
  keys: { link: Uint8Array; nonce: Uint8Array; cursor: Uint8Array; receipt: Uint8Array }
}
