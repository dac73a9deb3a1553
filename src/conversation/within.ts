// Waiting for an answer as long as a platform does.

/** What the promise (which does not reject) resolves to, or undefined when that takes longer than so many milliseconds. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, milliseconds, undefined)
    void work.then((value) => {
      clearTimeout(late)
      resolve(value)
    })
  })
}
