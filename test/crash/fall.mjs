// Loaded before the built server, never part of it: ends the process, as kill -9 does, at a named call to the disk or
// right before or after an answer. FALL_AT says which: `segment.datasync after 3`. FALL_LOG is told each name once.
import { appendFileSync } from 'node:fs'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import { basename } from 'node:path'

const { FALL_AT = '', FALL_LOG } = process.env
const [aim, when, nth] = FALL_AT.split(' ')
let left = Number(nth)
const seen = new Set()

/** Which of the store's files a path is; undefined where it is none of them. */
const kinds = [
  [/\.journal$/, 'journal'],
  [/\.segment$/, 'segment'],
  [/^house\.json(\.tmp)?$/, 'house'],
  [/\.backup\.json(\.tmp)?$/, 'backup'],
  [/\.json(\.tmp)?$/, 'box'],
  [/^\.probe$/, 'probe'],
  [/^spotvote-[0-9a-f]+\.sock/, 'lock'],
]
const kindOf = (path) => kinds.find(([name]) => name.test(basename(path)))?.[1]

function die() {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}

/** Counts a call; true where this is the one to die at. */
function due(name) {
  if (FALL_LOG && !seen.has(name)) appendFileSync(FALL_LOG, `${name}\n`)
  seen.add(name)
  return name === aim && --left === 0
}

async function pass(name, call, torn = call) {
  const mine = due(name)
  if (mine && when === 'before') die()
  const result = await (mine && when === 'torn' ? torn() : call())
  if (mine) die()
  return result
}

/** A handle whose calls have names. What wipes a file has other names than what adds to it. */
function watched(handle, kind) {
  let [wiped, cut] = [false, false]
  const { write, datasync, sync, truncate, close } = handle
  handle.write = (bytes, offset, length, position) => {
    const wiping = bytes.subarray(offset, offset + length).every((byte) => byte === 0)
    wiped ||= wiping
    const some = (size) => write.call(handle, bytes, offset, size, position)
    return pass(
      `${kind}.${wiping ? 'wipe' : 'write'}`,
      () => some(length),
      () => some(Math.ceil(length / 2)),
    )
  }
  handle.truncate = (length) => {
    cut = true
    return pass(`${kind}.truncate`, () => truncate.call(handle, length))
  }
  handle.sync = () => pass(`${kind}.sync${wiped ? '-wiped' : cut ? '-cut' : ''}`, () => sync.call(handle))
  handle.datasync = () => pass(`${kind}.datasync`, () => datasync.call(handle))
  handle.close = () => pass(`${kind}.close`, () => close.call(handle))
  return handle
}

const { open, rename, unlink } = fs
fs.open = async (path, flags, mode) => {
  const kind = flags === 'r' ? 'folder' : kindOf(path)
  const call = () => open(path, flags, mode)
  return kind ? watched(await pass(`${kind}.${flags === 'w+' ? 'create' : 'open'}`, call), kind) : call()
}
const known = (path, name, call) => (kindOf(path) ? pass(`${kindOf(path)}.${name}`, call) : call())
fs.rename = (from, to) => known(to, 'rename', () => rename(from, to))
fs.unlink = (path) => known(path, 'unlink', () => unlink(path))
syncBuiltinESMExports()

const { write } = Socket.prototype
Socket.prototype.write = function (...args) {
  const [bytes] = args
  const head =
    typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(40, bytes.length))
  if (!/^43\d+\[\{"ok":true/.test(head.toString()) || !due('answer.send')) return write.apply(this, args)
  if (when === 'before') die()
  const done = write.apply(this, args)
  // What was written is on its way only when this turn of the loop is over.
  setImmediate(die)
  return done
}
