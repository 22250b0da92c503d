/** Which record of which connection: the key of everything that is stored about one record. */
export interface RecordKey {
  readonly connectionId: string;
  readonly recordId: string;
}
