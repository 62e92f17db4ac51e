/** What a coordinator logs to; pino's loggers fit. */
export interface CoordinatorLog {
  info(text: string): void
  warn(text: string): void
  error(text: string): void
}
