// `npm run campaign:attack -- --meetings 1000 --seed 1`: who voted what, from all that a thousand meetings leave behind.
import { parseArgs } from 'node:util'
import { attack, modes } from './attack.ts'
import { above } from './chance.ts'

const { values } = parseArgs({
  options: {
    meetings: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [meetings, seed] = [Number(values.meetings), Number(values.seed)]
console.error(`${meetings} meetings, seed ${seed}`)
const { votes, scores, found } = await attack(meetings, seed, (done) => {
  if (done % 100 === 0) console.error(`${done} meetings`)
})
const table = Object.entries(scores).map(([attacker, byMode]) => ({
  attacker,
  ...Object.fromEntries(
    modes.map((mode) => [mode, `${byMode[mode].hits} hits, ${above(byMode[mode]).toFixed(2)} above chance`]),
  ),
}))
console.table(table)
// The phone itself is told what its voter chose, in all but secret rounds: that is no link for anybody else.
const tried = Object.entries(scores).flatMap(([name, { anonymous, secret, receipts }]) =>
  name === 'by what the phone itself was told' ? [above(secret)] : [anonymous, secret, receipts].map(above),
)
const most = Math.max(...tried)
const campaign = {
  campaign: 'attack',
  date: new Date().toISOString(),
  meetings,
  seed,
  votes,
  most,
  found: found.length,
}
console.log(JSON.stringify(campaign))
process.exit(found.length > 0 || most > 5 ? 1 : 0)
