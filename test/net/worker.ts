// A process of storms, so that a campaign has more than one processor. Takes its orders from campaign.ts.
import { type Squall, squall } from './squall.ts'

process.on('message', async (order: Squall) => {
  const held = await squall(order, (outcome) => process.send!({ outcome }))
  process.send!({ held })
})
process.on('disconnect', () => process.exit())
process.send!({ ready: true })
