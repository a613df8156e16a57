// The kinds of ballot by name, each with its own way of counting.
import { budget } from './budget.ts'
import { choice } from './choice.ts'
import { grid } from './grid.ts'
import type { Kind } from './kind.ts'
import { motion } from './motion.ts'
import { multiple } from './multiple.ts'
import { number } from './number.ts'
import { points } from './points.ts'
import { quiz } from './quiz.ts'
import { ranking } from './ranking.ts'
import { rating } from './rating.ts'
import { text } from './text.ts'

export const kinds = new Map<string, (config: unknown) => Kind>(
  Object.entries({ choice, multiple, motion, rating, grid, points, number, text, quiz, ranking, budget }),
)
