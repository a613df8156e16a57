// Asks the registry for known holes in what the product runs on. Ends with 1 where one is high or critical; where no
// registry answers that (a mirror, no internet), it says so and does not stop a build.
import { spawnSync } from 'node:child_process'

const grave = ['high', 'critical']

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const found = read(stdout)
if (!found?.vulnerabilities) {
  const why = error?.message ?? found?.message ?? found?.error?.summary ?? 'no answer'
  console.log(`NOT AUDITED: the registry says nothing of known vulnerabilities (${why})`)
} else {
  const all = Object.values(found.vulnerabilities)
  const bad = all.filter(({ severity }) => grave.includes(severity))
  for (const { name, severity, range } of bad) console.error(`${severity}: ${name} ${range}`)
  console.log(`audited: ${bad.length} high or critical, ${all.length - bad.length} lesser`)
  process.exitCode = bad.length > 0 ? 1 : 0
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
