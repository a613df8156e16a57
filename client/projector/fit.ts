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
    const measure = () => {
      for (let tenths = largest * 10; tenths >= smallest * 10; tenths--) {
        box.style.fontSize = `${(tenths / 10) * unit()}px`
        if (holds(box)) break
      }
    }
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    if (box.firstElementChild) observer.observe(box.firstElementChild)
    measure()
    return () => observer.disconnect()
  }
