// Finds the largest type at which a box holds its content, so that the wall never cuts anything off.
import type { Attachment } from 'svelte/attachments'

/** One hundredth of the picture's height, as --u in wall.css; pixels. */
const unit = () => Math.min(innerHeight, innerWidth * 0.75) / 100

const holds = (box: HTMLElement) => box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1

/**
 * Sets the font size of a box whose own size does not depend on it. Sizes are in units; `on` is whatever the content
 * depends on: measured when that changes or a size does, not with every view.
 */
export const fitted =
  (largest: number, smallest: number, _on: unknown): Attachment<HTMLElement> =>
  (box) => {
    let settled = ''
    const sizes = () => [box, box.firstElementChild].map((part) => `${part?.clientWidth} ${part?.clientHeight}`).join()
    const set = (tenths: number) => {
      box.style.fontSize = `${(tenths / 10) * unit()}px`
    }
    // By halves: each try lays out the whole picture, and every phase would wait for it.
    const measure = () => {
      let [fits, exceeds] = [Math.round(smallest * 10), Math.round(largest * 10) + 1]
      while (exceeds - fits > 1) {
        const middle = Math.floor((fits + exceeds) / 2)
        set(middle)
        if (holds(box)) fits = middle
        else exceeds = middle
      }
      set(fits)
      settled = sizes()
    }
    // The observer also tells of what was just set here.
    const observer = new ResizeObserver(() => sizes() !== settled && measure())
    observer.observe(box)
    if (box.firstElementChild) observer.observe(box.firstElementChild)
    measure()
    return () => observer.disconnect()
  }
