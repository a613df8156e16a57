// Sixty questions for a long evening: every kind of ballot, seen at every time, secret and by name.

const options = ['Hill', 'Lake', 'Sea', 'Wood', 'Home']
const projects = [30, 20, 45, 10, 60, 25].map((cost, n) => ({ title: `Project ${n + 1}`, cost }))
const kinds: ({ kind: string } & Record<string, unknown>)[] = [
  { kind: 'choice', options },
  { kind: 'motion' },
  { kind: 'rating', noOpinion: true },
  { kind: 'ranking', options, method: 'irv' },
  { kind: 'multiple', options, max: 3, none: true },
  { kind: 'budget', projects, budget: 100, ballot: 'knapsack', count: 'both' },
  { kind: 'text', answers: 2 },
  { kind: 'points', options, total: 10 },
  { kind: 'quiz', options, answer: 'B' },
  { kind: 'grid', statements: ['Warm enough', 'Loud enough', 'Long enough'] },
  { kind: 'ranking', options, method: 'stv', seats: 2 },
  { kind: 'number', low: 0, high: 1000, step: 5 },
  { kind: 'budget', projects, budget: 100, ballot: 'points' },
]
const visibilities = ['reveal', 'live', 'closed', 'own']

/** An agenda; every seventh question closes by itself after `seconds`. */
export const questions = (seconds: number) => ({
  title: 'A long evening',
  items: Array.from({ length: 60 }, (_, n) => ({
    ...kinds[n % kinds.length],
    title: `Question ${n + 1}`,
    visibility: visibilities[n % visibilities.length],
    secrecy: n % 3 === 1 ? 'named' : 'anonymous',
    change: n % 5 !== 4,
    seconds: n % 7 === 6 ? seconds : null,
  })),
})
