/** An arrow key as the reader means it: where lines begin at the right, the left arrow goes on and the right one goes back. */
export const readingKey = ({ key, target }: KeyboardEvent): string => {
  const isMirrored = target instanceof Element && getComputedStyle(target).direction === 'rtl'
  return (isMirrored && mirrored[key]) || key
}

const mirrored: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }
