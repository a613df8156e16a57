// Whole files of every format that can be counted, and how each is written again from what was read.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formats } from '../../server/exports/index.ts'
import type { RankedBallot } from '../../shared/counting/ranked.ts'
import { ratio, whole } from '../../shared/counting/rational.ts'
import { parseBallotFile, writeBallotFile } from '../../shared/formats/ballot-file.ts'
import type { BallotFile } from '../../shared/formats/ballots.ts'
import { parseBlt, writeBlt } from '../../shared/formats/blt.ts'
import { readJson } from '../../shared/formats/json.ts'
import { type Pabulib, parsePabulib } from '../../shared/formats/pabulib.ts'
import { pabulibDemands, pabulibFile } from '../../shared/formats/pabulib-file.ts'
import { parsePreflib, writePreflib } from '../../shared/formats/preflib.ts'
import { parseScottish, writeScottish } from '../../shared/formats/scottish.ts'
import { evening } from '../record.ts'

export interface Sample {
  name: string
  text: string
  /** Arguments of the command line. */
  argv: string[]
  /** What the file was read as, written in the words of the format. Refuses what the format refuses. */
  rewritten(text: string): string
}

const folder = fileURLToPath(new URL('../cases/', import.meta.url))
const cases = readdirSync(folder).map((file) => ({ file, text: readFileSync(folder + file, 'utf8') }))

type Ranked = BallotFile & { candidates: string[]; ballots: RankedBallot[] }

/** The ranked ballots of a case with whole weights and no skipped rank, as places in the list of candidates. */
function ranked(file: string) {
  const { name, candidates, ballots } = parseBallotFile(cases.find((one) => one.file === file)!.text) as Ranked
  const orders = ballots.map(({ weight, ranks }) => ({
    count: Number(weight.n),
    ranks: ranks.map((rank) => rank.map((id) => candidates.indexOf(id))),
  }))
  return { name, candidates, orders }
}

function preflib(file: string, type: 'soc' | 'soi' | 'toi', ...argv: string[]): Sample {
  const { name, candidates, orders } = ranked(file)
  const text = writePreflib({
    type,
    metadata: new Map([['TITLE', name]]),
    alternatives: candidates,
    orders,
    unstated: [],
  })
  return { name: `sample.${type}`, text, argv, rewritten: (text) => writePreflib(parsePreflib(text, type)) }
}

function blt(file: string, seats: number): Sample {
  const { name, candidates, orders } = ranked(file)
  const ballots = orders.map(({ count, ranks }) => ({ weight: whole(count), ranks }))
  const text = writeBlt({ seats, candidates, withdrawn: [1], tie: [2, 0, 1], ballots, title: name })
  return { name: 'sample.blt', text, argv: [], rewritten: (text) => writeBlt(parseBlt(text)) }
}

function scottish(file: string, seats: number): Sample {
  const { name, candidates, orders } = ranked(file)
  const ballots = orders.map(({ count, ranks }) => ({ count, order: ranks.flat() }))
  const text = writeScottish({
    seats,
    candidates: candidates.map((name) => ({ name, party: 'P' })),
    ballots,
    ward: name,
  })
  return { name: 'sample.csv', text, argv: [], rewritten: (text) => writeScottish(parseScottish(text)) }
}

/** A budget of four projects; every third voter likes them the other way round. */
function pabulib(voteType: Pabulib['voteType'], rule: string, ...argv: string[]): Sample {
  const projects = ['10', '9', 'c', 'd'].map((id, at) => ({
    id,
    cost: ratio(BigInt(5 * (at + 3)), 2n),
    name: `Project; "${id}"`,
    selected: null,
    more: new Map([['category', 'park']]),
  }))
  const ids = projects.map(({ id }) => id)
  const votes = Array.from({ length: 12 }, (_, at) => {
    const vote = (at % 3 ? ids : ids.toReversed()).slice(0, voteType === 'choose-1' ? 1 : 1 + (at % 4))
    const points = voteType === 'cumulative' ? vote.map((_, place) => whole(4 - place)) : null
    return { voter: `v${at}`, vote, points, more: new Map() }
  })
  const file: Pabulib = { budget: whole(25), voteType, rule, meta: complete(new Map()), projects, votes, doubts: [] }
  const rewritten = (text: string) => {
    const read = parsePabulib(text)
    return pabulibFile({ ...read, meta: complete(read.meta) })
  }
  return { name: 'sample.pb', text: pabulibFile(file), argv, rewritten }
}

/** With all the keys that a file may lack when it is counted, but not when it is written. */
const complete = (meta: Map<string, string>) =>
  new Map([...meta, ...pabulibDemands.map((key): [string, string] => [key, meta.get(key) || '-'])])

const again = (text: string) => JSON.stringify(readJson(text).value)

const documents = cases.map(({ file, text }) => ({
  name: file,
  text,
  argv: [],
  rewritten: (text: string) => writeBallotFile(parseBallotFile(text)),
}))

const others = [
  preflib('irv-01-tennessee.json', 'soc', '--method', 'schulze'),
  preflib('irv-02-burlington-2009.json', 'soi', '--method', 'irv'),
  preflib('condorcet-07-equal-ranks.json', 'toi', '--method', 'borda'),
  preflib('condorcet-04-alaska.json', 'soi', '--method', 'stv', '--seats', '2'),
  blt('stv-02-scottish-guidance.json', 3),
  blt('irv-13-overvote-exhaust.json', 1),
  scottish('stv-02-scottish-guidance.json', 3),
  pabulib('approval', 'greedy'),
  pabulib('choose-1', 'greedy-no-skip'),
  pabulib('ordinal', 'greedy'),
  pabulib('cumulative', 'equalshares/add1'),
  pabulib('approval', 'equalshares', '--completion', 'add1u', '--step', '0.1'),
  { name: 'evening.json', text: String(formats.get('json')!.write(evening().meeting)), argv: [], rewritten: again },
]

/** The other formats, often enough to be half of the whole. */
export const samples: readonly Sample[] = [...documents, ...new Array<Sample[]>(8).fill(others).flat()]
