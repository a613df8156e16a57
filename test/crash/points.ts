// The calls at which a campaign makes the server die: every one between a decision and its answer, and around them.
import { fileURLToPath } from 'node:url'
import { type Random, seeded } from '../../server/rehearsal/moment.ts'

/**
 * When in its life the server makes the call. `birth`: it makes the meeting; `start`: before it is ready; `mend`: the
 * same, after a life that left something to mend; `life`: voters are at it; `end`: it was told to end.
 */
type Stage = 'birth' | 'start' | 'mend' | 'life' | 'end'

/** Before the call, once it has returned, or after the first half of a write. */
type When = 'before' | 'after' | 'torn'

export interface Aim {
  stage: Stage
  /** File and call, as `fall.mjs` names them. */
  call: string
  when: When
  /** One of the calls from this one to that one in such a life, by chance. */
  nth: readonly [first: number, last: number]
}

/** A document is written beside its old copy, which it then replaces. */
const document = ['create', 'write', 'sync', 'close', 'rename']
const calls = (kind: string, names: readonly string[], last = 1, first = 1) =>
  names.map((name) => ({ call: `${kind}.${name}`, nth: [first, last] as const }))

const stages: Record<Stage, Omit<Aim, 'stage' | 'when'>[]> = {
  birth: [...calls('journal', ['create', 'write', 'datasync']), ...calls('folder', ['sync'], 4)],
  start: [
    ...calls('lock', ['rename', 'unlink']),
    ...calls('probe', ['create', 'close', 'unlink']),
    ...calls('house', document),
    ...calls('folder', ['open', 'sync', 'close']),
  ],
  mend: [
    ...calls('journal', ['open', 'truncate', 'sync-cut']),
    ...calls('segment', ['open', 'truncate', 'sync-cut']),
    // Of one in which nothing was written: there is nothing to wipe.
    ...calls('segment', ['sync']),
  ],
  life: [
    ...calls('answer', ['send'], 500),
    ...calls('segment', ['write', 'datasync'], 25),
    ...calls('segment', ['create', 'open', 'close', 'wipe', 'sync-wiped', 'unlink']),
    ...calls('journal', ['open']),
    ...calls('journal', ['write', 'datasync'], 3),
    ...calls('box', document),
    ...calls('backup', document),
    // The first was for the house.
    ...calls('folder', ['open', 'sync', 'close'], 5, 2),
  ],
  end: calls('journal', ['close']),
}

const moments = (call: string): When[] =>
  /\.(write|wipe)$/.test(call) ? ['before', 'after', 'torn'] : ['before', 'after']

/** All of them, always in the same order, near ones apart. */
export const aims: readonly Aim[] = shuffled(
  Object.entries(stages).flatMap(([stage, list]) =>
    list.flatMap(({ call, nth }) => moments(call).map((when): Aim => ({ stage: stage as Stage, call, when, nth }))),
  ),
  seeded(1),
)

export const nameOf = ({ stage, call, when }: Aim) => `${stage}: ${when} ${call}`

/** The next `count` of them for a seed: seeds that follow each other go round all of them. */
export const aimsFor = (seed: number, count: number): Aim[] =>
  Array.from({ length: count }, (_, n) => aims[(seed * count + n) % aims.length]!)

/** One line a call of the log that nobody aims at: every call has to have its point. */
export function unnamed(log: string): string[] {
  const known = new Set(aims.map(({ call }) => call))
  const calls = [...new Set(log.trim().split('\n'))]
  return calls.filter((call) => !known.has(call)).map((call) => `no point is named for ${call}`)
}

/** How a life has to end so that the next one mends that. */
export function woundFor({ call }: Aim): Aim {
  const [kind, name] = call.split('.')
  const [when, wound] = name === 'sync' ? ['after', 'create'] : ['torn', 'write']
  return aims.find((aim) => aim.stage === 'life' && aim.when === when && aim.call === `${kind}.${wound}`)!
}

/** The environment of a server that dies there. */
export function fatal(aim: Aim | null, log: string, random: Random): NodeJS.ProcessEnv {
  const [first, last] = aim?.nth ?? [0, 0]
  const preload = fileURLToPath(new URL('fall.mjs', import.meta.url))
  return {
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${preload}`,
    FALL_LOG: log,
    ...(aim && { FALL_AT: `${aim.call} ${aim.when} ${first + Math.floor(random() * (last - first + 1))}` }),
  }
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const keys = new Map(list.map((entry) => [entry, random()]))
  return [...list].sort((a, b) => keys.get(a)! - keys.get(b)!)
}
