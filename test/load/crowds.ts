// Orders given to all crowds at once, each a process of its own, and their answers.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Orders } from './crowd.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts `size` crowds and waits until they listen. */
export async function gather(size: number) {
  const crowds = Array.from({ length: size }, () => fork(path('../run.mjs'), [path('crowd.ts')]))
  await Promise.all(crowds.map(answer))
  return {
    /** Each crowd gets the order that `orderFor` makes for it; all answers, in order. */
    ask<O extends keyof Orders>(
      name: O,
      orderFor: (crowd: number) => Orders[O]['order'],
    ): Promise<Orders[O]['answer'][]> {
      return Promise.all(
        crowds.map((crowd, index) => {
          crowd.send({ name, order: orderFor(index) })
          return answer(crowd) as Promise<Orders[O]['answer']>
        }),
      )
    },
    disperse() {
      for (const crowd of crowds) crowd.disconnect()
    },
  }
}

async function answer(crowd: ChildProcess): Promise<unknown> {
  const [message] = (await once(crowd, 'message')) as [{ answer?: unknown; problem?: string }]
  if (message.problem) throw new Error(message.problem)
  return message.answer
}
