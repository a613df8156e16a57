// A disk of one megabyte for a server to fill, as Linux can make one in memory: as root, or in a namespace of its own.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const options = ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs']

export interface SmallDisk {
  /** The program that runs the server, with its arguments, where the disk is known to it alone. */
  under: string[]
  /** The folder as seen from here, once the server runs. */
  seen(pid: number): string
  release(): void
}

export const ways = {
  'mounted by root': (path: string): SmallDisk => {
    mkdirSync(path)
    execFileSync('mount', [...options, path], { stdio: 'ignore' })
    return { under: [], seen: () => path, release: () => void execFileSync('umount', ['-l', path]) }
  },
  'in a namespace of its own': (path: string): SmallDisk => {
    mkdirSync(path)
    const script = `mount ${options.join(' ')} "$0" && exec "$@"`
    const under = ['unshare', '-rm', 'sh', '-c', script, path]
    execFileSync(under[0]!, [...under.slice(1), 'true'], { stdio: 'ignore' })
    return { under, seen: (pid) => `/proc/${pid}/root${path}`, release: () => {} }
  },
}

/** The ways that this machine allows; of the others a line says that they are left out. */
export const possibleWays = (Object.keys(ways) as (keyof typeof ways)[]).filter((way) => {
  const place = mkdtempSync(join(tmpdir(), 'small-'))
  try {
    ways[way](join(place, 'disk')).release()
    return true
  } catch {
    console.log(`left out: this machine allows no small disk ${way}; the disk in memory stands for it`)
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
