// A rehearsal's director as a process: the server starts it, so that what is measured is not slowed down by measuring.
import { conduct } from './conduct.ts'
import type { Stage } from './stage.ts'

process.once('message', (stage: Stage) => {
  conduct(stage).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
// Ctrl+C is for the server; when it goes, so does this.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit())
