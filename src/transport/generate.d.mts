/** The texts of generated/messages.js and generated/messages.d.ts, made from proto/. */
export function generate(): Promise<{ code: string; declarations: string }>
