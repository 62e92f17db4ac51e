import test from 'ava'
import { wholeNumber } from '../../src/cli/number-option.ts'

test('whatever does not fit is refused with the bounds', (t) => {
  const atLeastOne = wholeNumber('--ttl-ms', 1)
  t.is(atLeastOne('9007199254740991'), Number.MAX_SAFE_INTEGER)
  t.throws(() => atLeastOne('99999999999999999999'), { message: /--ttl-ms: "99999999999999999999" does not fit/ })
  const remedyOf = (text: string, parse: (text: string) => number) => t.throws<Error & { remedy: string }>(() => parse(text))!.remedy
  t.is(remedyOf('99999999999999999999', atLeastOne), 'give a whole number from 1 to 9007199254740991')
  t.is(remedyOf('0', atLeastOne), 'give a whole number from 1 to 9007199254740991')
  for (const text of ['soon', '-1', '1.5', '']) t.is(remedyOf(text, atLeastOne), 'give a whole number from 1 to 9007199254740991')
  t.is(remedyOf('-3', wholeNumber('--servers', 1, 9)), 'give a whole number from 1 to 9')
})
