// Orders given to all crowds at once, each a process of its own, and their answers.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpus } from 'node:os'
import type { Message, Orders } from './crowd.ts'

/** People one process holds with ease; more processes than spare cores would only wait for each other. */
const EASY = 2500
const crowdsFor = (voters: number) => Math.max(1, Math.min(Math.ceil(voters / EASY), cpus().length - 1))

export type Crowds = Awaited<ReturnType<typeof gather>>

/** Starts crowds for so many people and waits until they listen. `program`: Node's arguments for one. */
export async function gather(program: string[], voters: number) {
  const size = crowdsFor(voters)
  const crowds = Array.from({ length: size }, () =>
    spawn(process.execPath, program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  )
  const disperse = () => {
    for (const crowd of crowds) if (crowd.connected) crowd.disconnect()
  }
  try {
    await Promise.all(crowds.map((crowd) => answer(crowd, () => {})))
  } catch (error) {
    disperse()
    throw error
  }
  return {
    size,
    disperse,
    /** Each crowd gets the order that `orderFor` makes for it; all answers, in order. `ondone`: how many are done. */
    async ask<O extends keyof Orders>(
      name: O,
      orderFor: (crowd: number) => Orders[O]['order'],
      ondone: (count: number) => void = () => {},
    ): Promise<Orders[O]['answer'][]> {
      const done = crowds.map(() => 0)
      return Promise.all(
        crowds.map((crowd, index) => {
          crowd.send({ name, order: orderFor(index) })
          return answer(crowd, (count) => {
            done[index] = count
            ondone(done.reduce((sum, value) => sum + value, 0))
          }) as Promise<Orders[O]['answer']>
        }),
      )
    },
  }
}

/** The next answer of a crowd. Rejects where it can't carry out the order, or ends. */
function answer(crowd: ChildProcess, ondone: (count: number) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      crowd.off('message', hear).off('exit', gone).off('error', gone)
      how()
    }
    const gone = (reason: unknown) => settle(() => reject(new Error(`a crowd ended: ${reason}`)))
    const hear = (message: Message) => {
      if ('done' in message) ondone(message.done)
      else if ('answer' in message) settle(() => resolve(message.answer))
      else settle(() => reject(new Error(message.problem)))
    }
    crowd.on('message', hear).on('exit', gone).on('error', gone)
  })
}
