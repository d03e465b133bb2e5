import { encode } from 'uqr'

/** A QR code as one path of squares in a drawing of `size` by `size`, its quiet zone included (ISO/IEC 18004). */
export const drawQr = (text: string): { size: number; path: string } => {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { size, path }
}
