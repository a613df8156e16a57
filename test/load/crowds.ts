// Orders given to all crowds at once, each a process of its own, and their answers.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Orders } from './crowd.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts `size` crowds and waits until they listen. `cores`: the only ones they may use, as taskset says it. */
export async function gather(size: number, cores?: string) {
  const under = cores ? { execPath: 'taskset', execArgv: ['-c', cores, process.execPath] } : {}
  const crowds = Array.from({ length: size }, () => fork(path('../run.mjs'), [path('crowd.ts')], under))
  await Promise.all(crowds.map(answer))
  return {
    size,
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

function answer(crowd: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (message: { answer?: unknown; problem?: string } | number | null) => {
      crowd.off('message', settle).off('exit', settle)
      if (typeof message === 'object' && message && !message.problem) resolve(message.answer)
      else reject(new Error(`a crowd failed: ${typeof message === 'object' && message ? message.problem : message}`))
    }
    crowd.on('message', settle).on('exit', settle)
  })
}
