// A process that attacks, so that making the assault costs the honest nothing. Takes plans from protocol.ts.
import { attack, type Plan } from './attack.ts'

process.on('message', (plan: Plan) => {
  attack(plan).then(
    (toll) => process.send!(toll),
    (error: Error) => process.send!({ problem: String(error.stack) }),
  )
})
process.on('disconnect', () => process.exit())
process.send!('ready')
