import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

// A relay that takes everything and keeps nothing: its port on the first line.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) => void stream.on('data', () => {}).on('end', () => done(null)),
})
server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port))
