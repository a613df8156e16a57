// One run of a seed, and what is left of it when it goes wrong: the fewest wishes with which it still does.
import fc from 'fast-check'
import { Divergence, play, type Tally } from './play.ts'
import { type Run, runs } from './wishes.ts'

/** The run of a seed; where the two sides differ, cut down to what is needed for it. */
export async function check(seed: number, tally?: Tally): Promise<{ steps: number; divergence: Divergence | null }> {
  const run = fc.sample(runs, { seed, numRuns: 1 })[0]!
  const divergence = await differ(run, tally)
  return { steps: run.wishes.length, divergence: divergence && (await cut(run, divergence)) }
}

async function differ(run: Run, tally?: Tally): Promise<Divergence | null> {
  try {
    await play(run, tally)
    return null
  } catch (error) {
    if (error instanceof Divergence) return error
    throw error
  }
}

/** Leaves out halves, quarters and so on down to single wishes, as long as it still goes wrong. */
async function cut(run: Run, divergence: Divergence): Promise<Divergence> {
  for (let size = run.wishes.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < run.wishes.length; ) {
      const less = { ...run, wishes: run.wishes.toSpliced(at, size) }
      const found = await differ(less)
      if (found) [run, divergence] = [less, found]
      else at += size
    }
  }
  return divergence
}

/** For whoever has to find out: what happened, what is wrong, and the line to keep in seeds.json. */
export const told = ({ message, story }: Divergence) =>
  [...story.acts.map((act) => JSON.stringify(act)), message, `keep it: ${JSON.stringify(story)}`].join('\n')
