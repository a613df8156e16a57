// `spotvote rehearse`: tries a server with simulated phones, its own or one that runs, and says whether it holds so many.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../shared/refusal.ts'
import { refusalText } from '../../shared/words/refusal.ts'
import { rehearsalWords } from '../../shared/words/rehearsal.ts'
import { rehearseUsage } from '../../shared/words/rehearse-usage.ts'
import { UsageError } from '../options.ts'
import { conduct } from '../rehearsal/conduct.ts'
import { type HouseLine, houseLine } from '../rehearsal/house-line.ts'
import type { Programs, Stage } from '../rehearsal/stage.ts'
import { trouble } from '../trouble.ts'
import { parseRehearseOptions, type RehearseOptions } from './rehearse/options.ts'
import { openOwnHouse } from './rehearse/own-house.ts'
import { progress, verdictPage } from './rehearse/print.ts'

interface Place {
  url: string
  /** The organizer's key. */
  organizer: string
  stop(): Promise<void>
}

type Status = 0 | 1 | 2 | 130
type Options = RehearseOptions

const silent: Options = { voters: 0, house: null, seconds: null, data: '', json: true, language: 'en', help: false }

/** Runs the command; gives the exit status: 0 go, 1 no-go or no verdict, 2 for trouble, 130 after Ctrl+C. */
export async function rehearseCommand(argv: string[], programs: Programs & { server: string[] }): Promise<Status> {
  let options = silent
  const interrupted = interruption()
  try {
    options = parseRehearseOptions(argv)
    if (options.help) {
      console.log(rehearseUsage[options.language].help)
      return 0
    }
    const place = await placeOf(options, programs.server)
    try {
      return await Promise.race([rehearse(place, options, programs.crowd, interrupted), interrupted.status])
    } finally {
      await interrupted.undo()
      await place.stop()
    }
  } catch (error) {
    if (interrupted.came()) return 130
    const line = trouble(error, { language: options.language, port: 0 })
    if (line === null) throw error
    console.error(line)
    return 2
  }
}

async function rehearse(place: Place, options: Options, crowd: string[], interrupted: Interruption): Promise<Status> {
  const { voters, seconds, json, language } = options
  const [w, usage] = [rehearsalWords[language], rehearseUsage[language]]
  const house = houseLine(place.url, place.organizer)
  const { code, links } = await begin(house, options, place.url)
  const undo = () => house.cancel(code).catch(() => {})
  if (interrupted.came()) {
    await undo()
    return 130
  }
  interrupted.undo = undo
  const keyIn = (link: string) => new URL(link).hash.slice(1)
  const keys = { moderator: keyIn(links.moderator), projector: keyIn(links.projector) }
  const stage: Stage = { url: place.url, code, organizer: place.organizer, ...keys, voters, seconds, crowd }
  const shown = progress(process.stderr, w)
  try {
    const verdict = await conduct(stage, json ? undefined : shown.show)
    shown.end()
    process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : verdictPage(verdict, w))
    return verdict.go ? 0 : 1
  } catch (error) {
    shown.end()
    if (interrupted.came()) return 130
    const isTakenBack = error instanceof Refusal && error.code === 'no-meeting'
    console.error(isTakenBack ? usage.takenBack : usage.unfinished(String(error)))
    return 1
  }
}

/** The server that is tried. */
async function placeOf({ house, data, language }: Options, program: string[]): Promise<Place> {
  const usage = rehearseUsage[language]
  if (house) return { url: house.url, organizer: house.organizer ?? keptKey(data, usage), stop: async () => {} }
  return openOwnHouse(program, data, language).catch((error: Error) => {
    throw new UsageError(usage.noStart(error.message))
  })
}

function keptKey(data: string, usage: (typeof rehearseUsage)['en']): string {
  try {
    return (JSON.parse(readFileSync(join(data, 'house.json'), 'utf8')) as { organizer: string }).organizer
  } catch {
    throw new UsageError(usage.noKey(data))
  }
}

/** Has the house make the meeting. What it has against that, or that there is none, is trouble. */
async function begin(house: HouseLine, { voters, language }: Options, url: string) {
  try {
    return await house.begin(voters)
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(refusalText(error.toJSON(), language))
    throw new UsageError(rehearseUsage[language].noServer(url))
  }
}

/** Ctrl+C, or the like: what was begun is undone. */
function interruption() {
  let came = false
  const status = new Promise<Status>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        came = true
        resolve(130)
      })
  })
  return { came: () => came, status, undo: (): Promise<unknown> => Promise.resolve() }
}

type Interruption = ReturnType<typeof interruption>
