import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()

/** As much of CBOR (RFC 8949) as a key and an attestation need. */
const cbor = (value: number | string | Buffer | Map<number | string, unknown>): Buffer => {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].map(([key, each]) => Buffer.concat([cbor(key), cbor(each as number)]))
  return Buffer.concat([head(5, value.size), ...entries])
}

const head = (type: number, size: number): Buffer =>
  size < 24
    ? Buffer.from([(type << 5) | size])
    : size < 256
      ? Buffer.from([(type << 5) | 24, size])
      : Buffer.from([(type << 5) | 25, size >> 8, size & 255])

const present = 1
const verified = 4
const withKey = 64

export interface Offered {
  challenge: string
}

/** A key that a person holds, in software: ES256, one credential (WebAuthn level 2). */
export const makeAuthenticator = (origin: string, { verifies = true } = {}) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  const flags = present | (verifies ? verified : 0)
  let uses = 0
  const data = (extra: number, ...more: Buffer[]): Buffer => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++uses)
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags | extra]), counter, ...more])
  }
  const client = (type: string, { challenge }: Offered): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const answer = (response: Record<string, Buffer>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: Object.fromEntries(Object.entries(response).map(([name, bytes]) => [name, bytes.toString('base64url')])),
  })
  const key = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
  return {
    register: (offered: Offered) => {
      const length = Buffer.from([0, id.length])
      const authData = data(withKey, Buffer.alloc(16), length, id, cbor(key))
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ])
      return answer({ clientDataJSON: client('webauthn.create', offered), attestationObject: cbor(attestation) })
    },
    sign: (offered: Offered) => {
      const authenticatorData = data(0)
      const clientDataJSON = client('webauthn.get', offered)
      const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)])
      return answer({
        authenticatorData,
        clientDataJSON,
        signature: createSign('sha256').update(signed).sign(privateKey),
      })
    },
  }
}
