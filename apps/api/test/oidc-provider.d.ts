/** As much of it as the test's sign-in server uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface Context {
    oidc: { client: { clientId: string }; session: { accountId: string }; provider: Provider }
  }
  class Grant {
    constructor(about: { clientId: string; accountId: string })
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }
  export default class Provider {
    constructor(issuer: string, configuration: object)
    Grant: typeof Grant
    callback(): RequestListener
    interactionFinished(request: unknown, response: unknown, result: object): Promise<void>
    on(event: string, listener: (context: Context, error: Error) => void): void
  }
}
