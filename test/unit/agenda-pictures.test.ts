// Pictures that an agenda file names: read from its own folder and nowhere else.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { picturesBeside } from '../../server/agenda-pictures.ts'
import { PICTURE_LIMIT } from '../../server/pictures.ts'
import type { BudgetConfig } from '../../shared/ballots/budget/ballot.ts'
import { parseAgenda } from '../../shared/formats/agenda.ts'
import { Refusal } from '../../shared/refusal.ts'

const root = mkdtempSync(join(tmpdir(), 'spotvote-'))
const [folder, kept] = [join(root, 'agenda'), join(root, 'kept')]
const file = join(folder, 'agenda.yaml')
const png = Buffer.from('\x89PNG\r\n\x1a\nmade up', 'latin1')
const name = `${'a'.repeat(32)}.png`
for (const path of [join(folder, 'photos'), kept]) mkdirSync(path, { recursive: true })
writeFileSync(join(folder, 'photos', '공원.png'), png)
writeFileSync(join(folder, 'text.png'), 'no picture')
writeFileSync(join(folder, 'large.png'), Buffer.concat([png, Buffer.alloc(PICTURE_LIMIT)]))
writeFileSync(join(root, 'outside.png'), png)
writeFileSync(join(kept, name), png)
symlinkSync(join(root, 'outside.png'), join(folder, 'link.png'))
afterAll(() => rmSync(root, { recursive: true }))

const agenda = (picture: string) => `title: x
items:
  - title: Budget
    kind: budget
    budget: 10
    projects:
      - { title: a, cost: 1 }
      - title: b
        cost: 2
        picture: ${picture}
`
const read = (picture: string) => {
  const { pictures, nameOf } = picturesBeside(file, kept)
  const { items } = parseAgenda(agenda(picture), nameOf)
  return { pictures, picture: (items[0]!.config as BudgetConfig).options[1]!.picture }
}

test('P21 a picture beside the agenda is named by its content', () => {
  const { pictures, picture } = read('photos/공원.png')
  expect(pictures.map(({ name, bytes }) => [name, bytes.equals(png)])).toEqual([[picture, true]])
  expect(picture).toMatch(/^[0-9a-f]{32}\.png$/)
})

test('P21 an exported agenda names what is kept', () => {
  expect(read(name)).toEqual({ pictures: [], picture: name })
})

test.each([
  ['missing.png', 'file-near'],
  ['../outside.png', 'file-near'],
  ['photos/../../outside.png', 'file-near'],
  [join(root, 'outside.png'), 'file-near'],
  ['link.png', 'file-near'],
  [`${'b'.repeat(32)}.png`, 'file-near'],
  ['photos', 'picture'],
  ['text.png', 'picture'],
  ['large.png', 'picture'],
])('P21 %s is refused with its line', (picture, what) => {
  const attempt = () => read(picture)
  expect(attempt).toThrow(Refusal)
  try {
    attempt()
  } catch (error) {
    expect((error as Refusal).toJSON()).toEqual({
      code: 'invalid',
      field: 'items[0].projects[1].picture',
      line: 10,
      expected: { what },
      got: picture,
    })
  }
})

test('P21 an agenda that comes by itself names pictures as they are kept, or is refused', () => {
  expect((parseAgenda(agenda(name)).items[0]!.config as BudgetConfig).options[1]!.picture).toBe(name)
  expect(() => parseAgenda(agenda('photos/a.png'))).toThrow(Refusal)
})
