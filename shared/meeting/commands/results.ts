// Commands about a result: what the wall shows of it, and what the desk makes of free answers.
import * as v from 'valibot'
import { ballotType } from '../../ballots/registry.ts'
import { line, parse, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { command, desk, findRound, target } from '../command.ts'
import { outcomeOf, tallyOf } from '../count.ts'
import { scenesOf, seesTally } from '../sight.ts'

export const resultCommands = {
  /** Puts a picture of a revealed result on the wall, or the tally again. */
  scene: command({
    roles: desk,
    schema: v.object({ ...target, scene: v.nullable(v.object({ name: line(40), step: whole(0, 10_000) })) }),
    decide: (meeting, { scene, ...target }, _, { now }) => {
      const { item, round } = findRound(meeting, target)
      if (round.phase !== 'revealed' || !round.turnout) throw new Refusal('not-revealed')
      const known = scenesOf(round, tallyOf(round, round.turnout)).find(({ name }) => name === scene?.name)
      if (scene && !known)
        throw new Refusal('invalid', { field: 'scene', expected: { what: 'known' }, got: scene.name })
      const shown = scene && { name: scene.name, step: Math.min(scene.step, known!.steps - 1) }
      if (shown?.name === round.scene?.name && shown?.step === round.scene?.step) return []
      return [{ type: 'scene-shown', item: item.id, round: round.id, at: now, scene: shown }]
    },
  }),
  /** The chair's casting vote, where equal votes wait for it: a side of the motion, or one of the options that are level. */
  'casting-vote': command({
    roles: desk,
    schema: v.object({ ...target, vote: v.string() }),
    decide: (meeting, { vote, ...target }, _, { now }) => {
      const { item, round } = findRound(meeting, target)
      if (round.phase === 'open' || !round.turnout) throw new Refusal('not-closed')
      // Whoever may not see the count yet must not learn from a refusal whether it is a tie.
      if (!seesTally(round, 'moderator')) throw new Refusal('not-revealed')
      if (round.chair !== null) {
        if (round.chair === vote) return []
        throw new Refusal('already-voted')
      }
      const outcome = outcomeOf(round, round.turnout)
      if (!outcome || !('awaits' in outcome) || outcome.awaits !== 'chair') throw new Refusal('no-tie')
      const chosen = parse(v.picklist('tied' in outcome ? outcome.tied : ['yes', 'no']), vote, 'vote')
      return [{ type: 'chair-voted', item: item.id, round: round.id, at: now, vote: chosen }]
    },
  }),
  /** One step of what the desk makes of free answers: merged, hidden. The ballots stay as they were cast. */
  'edit-answers': command({
    roles: desk,
    schema: v.object({ ...target, edits: v.unknown() }),
    decide: (meeting, { edits: input, ...target }, _, { now }) => {
      const { item, round } = findRound(meeting, target)
      const type = ballotType(round.question.kind)
      if (!type.edits) throw new Refusal('not-allowed')
      const edits = type.edits(input, round.question.config, round.edits)
      return [{ type: 'answers-edited', item: item.id, round: round.id, at: now, edits }]
    },
  }),
}
