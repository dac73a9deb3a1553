// Waiting for something that is of no use when it is late.

/** What the promise resolves to, or undefined when it is too late; what comes of it then is of no interest. */
export function unlessLate<T>(late: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    if (late.aborted) resolve(undefined)
    late.addEventListener('abort', () => resolve(undefined), { once: true })
    work.then(resolve, reject)
  })
}
