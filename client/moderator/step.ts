// What the one big button does next, and what Back does: both follow from the view alone.
import type { Command } from '../../shared/meeting/decide.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'

type StepName = 'show' | 'open' | 'again' | 'close' | 'closing' | 'reveal' | 'next' | 'end' | 'empty' | 'archived'

export interface Step {
  name: StepName
  /** Null where there is nothing to do, or (again) where a reason must be asked for first. */
  command: Command | null
  /** The item's place on the agenda, for the steps that show one. */
  number?: number
}

/** Commands carry the round this page saw, so that the server refuses a press meant for an earlier one. */
export function nextStep(view: ModeratorView): Step {
  const { current, agenda } = view
  const round = current?.round
  if (view.meeting.archived) return { name: 'archived', command: null }
  if (agenda.length === 0) return { name: 'empty', command: null }
  if (!current || current.phase === 'revealed') {
    const after = current?.number ?? 0
    const next = agenda.find((item) => item.number > after && item.phase !== 'revealed')
    if (!next) return { name: 'end', command: null }
    return { name: current ? 'next' : 'show', command: { type: 'show', item: next.id }, number: next.number }
  }
  if (current.phase === 'draft')
    return needsReason(view)
      ? { name: 'again', command: null }
      : { name: 'open', command: { type: 'open', item: current.id } }
  if (round?.closing) return { name: 'closing', command: null }
  const type = current.phase === 'open' ? 'close' : 'reveal'
  return { name: type, command: { type, item: current.id, round: round!.id } }
}

/** Before the reveal, Back undoes the close; while a vote is open it does nothing; else it shows what came before. */
export function backStep({ current, agenda, meeting }: ModeratorView): Command | null {
  if (!current || meeting.archived || current.phase === 'open') return null
  if (current.phase === 'closed') return { type: 'reopen', item: current.id, round: current.round!.id }
  return { type: 'show', item: agenda[current.number - 2]?.id ?? null }
}

/** An earlier round stands: another one supersedes it, and that wants a reason. */
const needsReason = ({ history }: ModeratorView) => history.some((round) => !round.void)
