const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** R7KD-42QM-XW9F: twelve characters of Crockford's alphabet, 60 bits of chance. */
export const receiptCode = (random: Uint8Array): string =>
  [...random.subarray(0, 12)].map((byte, at) => `${at === 4 || at === 8 ? '-' : ''}${crockford[byte % 32]}`).join('')
