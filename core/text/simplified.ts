import { Converter } from 'opencc-js/t2cn';

/** Traditional characters to simplified ones, phrase by phrase; everything else stays as it is. */
export const toSimplified = Converter({ from: 't', to: 'cn' });
