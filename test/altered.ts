// Every byte of an export, altered: what checking must find, and what it says that it does not check.
import { check } from '../recount/check.ts'
import { json } from '../server/exports/json.ts'
import { question } from '../shared/meeting/question.ts'
import { record } from './record.ts'
import { summed } from './summed.ts'

/** A small meeting: a motion by name, a choice decided by lot. */
export function smallExport(): string {
  const options = ['Oak', 'Elm']
  const questions = [
    question({ title: 'Plant a tree', kind: 'motion', secrecy: 'named' }),
    question({ title: 'Which one', kind: 'choice', options, rule: { tie: 'lot' }, receipts: true }),
  ]
  const run = record('en', questions, 3)
  for (const [item, votes] of [
    ['yes', 'yes', 'no'],
    ['A', 'B'],
  ].entries()) {
    run.open(item, votes)
    run.close(item)
    run.reveal(item)
  }
  return String(json.write(run.meeting))
}

/** Bytes that no check looks at: sentences that explain a result, and the number of the last event. */
export function unchecked(text: string): Set<number> {
  const found = new Set<number>()
  for (const match of text.matchAll(/"detail": "(.*)"$|"seq": (\d+)$/gm)) {
    const value = match[1] ?? match[2]!
    const end = match.index + match[0].length - (match[1] === undefined ? 0 : 1)
    const from = Buffer.byteLength(text.slice(0, end - value.length))
    for (let n = 0; n < Buffer.byteLength(value); n++) found.add(from + n)
  }
  return found
}

export type Way = 'other' | 'bit' | 'gone' | 'more'
export const ways: readonly Way[] = ['other', 'bit', 'gone', 'more']

/** One byte changed to the next letter, digit or sign, to one that differs in a bit, deleted, or written twice. */
export function altered(bytes: Buffer, at: number, way: Way): Buffer {
  const byte = bytes[at]!
  const put = (...others: number[]) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from(others), bytes.subarray(at + 1)])
  if (way === 'gone') return put()
  if (way === 'more') return put(byte, byte)
  return put(way === 'bit' ? byte ^ 1 : byte === 0x7e ? 0x21 : byte + 1)
}

/** The same by somebody who makes the checksum anew, where what is left is JSON at all. */
export function forged(bytes: Buffer): Buffer {
  try {
    return Buffer.from(summed(JSON.parse(bytes.toString())))
  } catch {
    return bytes
  }
}

/** Whether somebody who opens that file is told that something is wrong. */
export function isFound(bytes: Buffer): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return true
  }
  return check(text).some(({ says }) => says === 'wrong')
}
