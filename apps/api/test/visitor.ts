import type { Desk } from './desk.ts'
import { ours } from './desk.ts'

export interface Answer {
  status: number
  body: Record<string, unknown>
  response: Response
}

/** A browser at the api: it keeps cookies, and says what our own pages say. */
export interface Visitor {
  post: (path: string, body?: object, headers?: Record<string, string>) => Promise<Answer>
  get: (path: string) => Promise<Answer>
  query: (procedure: string, input?: object) => Promise<Answer>
  mutate: (procedure: string, input?: object) => Promise<Answer>
  cookies: Map<string, string>
}

export const visit = (app: Desk['app'], cookies = new Map<string, string>()): Visitor => {
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(path, { ...init, headers: { ...init.headers, cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (/max-age=0\b/i.test(set)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.clone().text()
    return { status: response.status, body: asObject(text), response }
  }
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', headers: { ...ours, ...headers }, body: JSON.stringify(body) })
  return {
    cookies,
    post,
    get: (path) => ask(path, {}),
    query: (procedure, input) =>
      ask(`/trpc/${procedure}${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`, {}),
    mutate: (procedure, input) => post(`/trpc/${procedure}`, input),
  }
}

const asObject = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return { text }
  }
}

/** The code of a refusal, of a procedure or of a door. */
export const codeOf = ({ body }: Answer): unknown =>
  (body.error as { data?: { refusal?: { code: string } } } | undefined)?.data?.refusal?.code ?? body.code

/** What a procedure answered. */
export const dataOf = ({ body }: Answer): Record<string, unknown> =>
  (body.result as { data: Record<string, unknown> } | undefined)?.data ?? {}
