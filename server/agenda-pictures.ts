// The pictures that an agenda file names: files beside it, or pictures that are kept already.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, sep } from 'node:path'
import { type Expectation, Refusal } from '../shared/refusal.ts'
import { PICTURE_LIMIT, type Picture, picture } from './pictures.ts'

/** `kept`: the folder of pictures. `nameOf` refuses `invalid` what is no picture in the folder of the agenda or below it. */
export function picturesBeside(agenda: string, kept: string) {
  const pictures: Picture[] = []
  const folder = realpathSync(dirname(agenda))
  const refuse = (what: Extract<Expectation['what'], 'picture' | 'file-near'>) =>
    new Refusal('invalid', { expected: { what } as Expectation })

  function nameOf(path: string): string {
    const outside = isAbsolute(path) || path.split(/[\\/]/).includes('..')
    const file = join(folder, path)
    // An agenda that was exported names pictures as they are kept.
    if (!outside && !existsSync(file) && /^[0-9a-f]{32}\.\w+$/.test(path) && existsSync(join(kept, path))) return path
    // A link may lead anywhere.
    if (outside || !existsSync(file) || !realpathSync(file).startsWith(folder + sep)) throw refuse('file-near')
    const { size } = statSync(file)
    if (!statSync(file).isFile() || size > PICTURE_LIMIT) throw refuse('picture')
    const found = picture(readFileSync(file))
    pictures.push(found)
    return found.name
  }

  return { pictures, nameOf }
}
