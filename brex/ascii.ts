export { toAscii } from '../accounting/ascii';
