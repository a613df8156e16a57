// The house's API as a rehearsal needs it: made, reported on, concluded or taken back.
import type { Figures, RehearsalPhase } from '../../shared/meeting/rehearsal.ts'
import { Refusal, type RefusalMessage } from '../../shared/refusal.ts'

/** What `POST /api/rehearsals` answers, as far as it is needed. */
interface Made {
  code: string
  links: { moderator: string; projector: string }
}

/** Milliseconds in which a house on the same network has answered. */
const PATIENCE = 10_000

/** `organizer`: its key. Everything here rejects with the house's refusal, or with what `fetch` says. */
export function houseLine(url: string, organizer: string) {
  async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${organizer}` },
      signal: AbortSignal.timeout(PATIENCE),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return answer
    const { refusal } = (answer ?? {}) as { refusal?: RefusalMessage }
    if (!refusal) throw new Error(`${path}: status ${response.status}`)
    const { code, ...details } = refusal
    throw new Refusal(code, details)
  }
  return {
    begin: (voters: number) => ask('POST', '/api/rehearsals', { voters }) as Promise<Made>,
    report: (code: string, report: { phase: RehearsalPhase; done: number; figures?: Figures }) =>
      ask('PUT', `/api/rehearsals/${code}`, report) as Promise<{ memory: number }>,
    cancel: (code: string) => ask('DELETE', `/api/rehearsals/${code}`),
    exported: (code: string) => ask('GET', `/api/meetings/${code}/export/json`),
  }
}

export type HouseLine = ReturnType<typeof houseLine>
