// What a route of the API is given, and what it answers.
import { Refusal } from '../shared/refusal.ts'

export interface Request {
  authorization: string | undefined
  /** The address the request came by, for links that open on the same device. */
  origin: string
  query: URLSearchParams
  body(): Promise<string>
  /** The body as the bytes of a picture; refused where it is too large for one. */
  picture(): Promise<Buffer>
}

export interface Answer {
  status: number
  body?: unknown
  file?: { name: string; type: string; content: string | Buffer }
}

/** Method, pattern of the path, and what it does with what the pattern caught. */
export type Route = [string, RegExp, (request: Request, caught: string[]) => Promise<Answer>]

/** Refuses `invalid`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid', { field: 'body', expected: { what: 'object' } })
  }
}
