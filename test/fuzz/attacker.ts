// A process that attacks, so that making the assault costs the honest nothing. Takes orders from campaigns.
import { attack, type Plan } from './attack.ts'
import { type FloodOrder, wash } from './floods.ts'

export type Order = { plan: Plan } | { flood: FloodOrder; hold: number }

process.on('message', (order: Order) => {
  const done: Promise<unknown> = 'plan' in order ? attack(order.plan) : wash(order.flood, order.hold)
  done.then(
    (answer) => process.send!({ answer }),
    (error: Error) => process.send!({ problem: String(error.stack) }),
  )
})
process.on('disconnect', () => process.exit())
process.send!('ready')
