// What this folder says to the operator.
export interface Log {
  info(about: object, message: string): void
  warn(about: object, message: string): void
  error(about: object, message: string): void
  debug?(about: object, message: string): void
}
