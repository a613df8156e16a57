// Whether a phone is right: it shows what a phone that came just now is shown, and its own vote as the server knows it.
import { Line } from '../../server/rehearsal/line.ts'
import type { View } from '../../shared/meeting/view.ts'
import type { Envelope } from '../../shared/protocol.ts'
import { mayStand } from '../crash/check.ts'
import type { Voter } from './voter.ts'

type PhoneView = View<'phone' | 'phone-voted'>

/** What is wrong with a phone, by asking the server with its seat over a line of its own; null where nothing is. */
export async function wrongness(url: string, { line, voting, ledger }: Voter): Promise<string | null> {
  if (!line.online || !line.view) return `a phone is not connected: ${JSON.stringify(line.refusal)}`
  const shown = await fresh(url, line.view.meeting.code, line.voter!).catch(() => null)
  if (!shown) return 'a phone that comes now is shown nothing'
  const { view, mine } = shown
  if (said(line.view) !== said(view)) return `a phone shows ${said(line.view)}, not ${said(view)}`
  const own = JSON.stringify([voting.delivery, voting.round, voting.vote])
  if (!fits(voting, mine, view)) return `a phone says ${own}, the server ${JSON.stringify(mine)}`
  const may = voting.round !== null && voting.delivery === 'counted' ? mayStand(ledger, voting.round) : null
  if (may && !may.has(JSON.stringify(voting.vote))) return `a phone says ${own}, not ${[...may].join(' or ')}`
  return null
}

/** Rejects where the server does not answer. */
async function fresh(
  url: string,
  meeting: string,
  voter: string,
): Promise<{ view: PhoneView; mine: Envelope['mine'] }> {
  const line = new Line<'phone' | 'phone-voted'>({ url, meeting, role: 'phone' })
  line.voter = voter
  let mine: Envelope['mine']
  line.onview = (_, envelope, first) => {
    if (first) mine = envelope.mine
  }
  try {
    return { view: await line.until(() => true), mine }
  } finally {
    line.close()
  }
}

/** Phones do not hear of every vote: the number of events may differ. Which audience it is is not shown. */
const said = (view: PhoneView) => JSON.stringify({ ...view, seq: 0, audience: 'phone' })

function fits({ delivery, round, vote }: Voter['voting'], mine: Envelope['mine'], view: PhoneView) {
  if (delivery === 'waiting' || delivery === 'sending') return false
  const current = view.current?.round
  // Of a void round, and of those before it, nothing is said.
  if (!mine) return delivery === 'none' || round !== current?.id || current.void !== null
  if (round !== mine.round) return false
  // What a sealed round holds of this voter, the server itself no longer knows.
  if (!('vote' in mine)) return delivery === 'counted' || delivery === 'elsewhere'
  return delivery === 'counted' && JSON.stringify(vote) === JSON.stringify(mine.vote)
}
