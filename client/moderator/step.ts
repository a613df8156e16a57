// What the one big button does next, and what Back does: both follow from the view alone.
import type { Scene } from '../../shared/ballots/ballot.ts'
import type { Command } from '../../shared/meeting/decide.ts'
import type { ModeratorView } from '../../shared/meeting/view.ts'

type StepName =
  | 'scene'
  | 'show'
  | 'open'
  | 'again'
  | 'close'
  | 'closing'
  | 'reveal'
  | 'next'
  | 'end'
  | 'empty'
  | 'archived'

export interface Step {
  name: StepName
  /** Null where there is nothing to do, or (again) where a reason must be asked for first. */
  command: Command | null
  /** The item's place on the agenda, or the place of the picture on the wall, for the steps that show one. */
  number?: number
  /** How many pictures there are. */
  of?: number
}

/** Commands carry the round this page saw, so that the server refuses a press meant for an earlier one. */
export function nextStep(view: ModeratorView): Step {
  const { current, agenda } = view
  const round = current?.round
  if (view.meeting.archived) return { name: 'archived', command: null }
  if (agenda.length === 0) return { name: 'empty', command: null }
  if (current && round?.scene) {
    const { name, step } = round.scene
    const of = stepsOf(view)
    if (step + 1 < of) return { name: 'scene', command: scene(view, { name, step: step + 1 }), number: step + 2, of }
  }
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
export function backStep(view: ModeratorView): Command | null {
  const { current, agenda, meeting } = view
  if (!current || meeting.archived || current.phase === 'open') return null
  const { round } = current
  if (round?.scene) {
    const { name, step } = round.scene
    return scene(view, step > 0 ? { name, step: step - 1 } : null)
  }
  if (current.phase === 'closed') return { type: 'reopen', item: current.id, round: current.round!.id }
  return { type: 'show', item: agenda[current.number - 2]?.id ?? null }
}

/** Puts a picture of the result on the wall; null for the tally. */
export const scene = ({ current }: ModeratorView, scene: Scene | null): Command => ({
  type: 'scene',
  item: current!.id,
  round: current!.round!.id,
  scene,
})

const stepsOf = ({ current }: ModeratorView) =>
  current?.round?.scenes.find(({ name }) => name === current.round?.scene?.name)?.steps ?? 0

/** An earlier round stands: another one supersedes it, and that wants a reason. */
const needsReason = ({ history }: ModeratorView) => history.some((round) => !round.void)
