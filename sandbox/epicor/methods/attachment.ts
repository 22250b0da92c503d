import { createHash } from 'node:crypto';
import type { Context } from '../context';
import { badInput, refuse } from '../errors';
import { blankRow } from '../rows';
import { type Method, method } from './method';

/** Uploads a file and answers its path on the server; the same name overwrites. */
function upload(
  context: Context,
  {
    docTypeID,
    parentTable,
    fileName,
    data,
  }: Record<'docTypeID' | 'parentTable' | 'fileName' | 'data', string>,
): string {
  if (fileName === '' || /[\\/:*?"<>|]/.test(fileName)) throw refuse('File name is not valid.');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(data)) throw badInput('Parameter data is not in correct format.');
  const bytes = Buffer.from(data, 'base64');
  const path = `\\\\server\\Attachments\\${context.company}\\${parentTable}\\${fileName}`;
  const files = context.db.table('XFileRef');
  const row = blankRow('XFileRef', {
    Company: context.company,
    XFileName: path,
    DocTypeID: docTypeID,
    Size: bytes.length,
    Sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  const before = files.get(path);
  if (before) files.update({ ...before, ...row });
  else files.insert({ ...row, XFileRefNum: files.size() + 1 });
  return path;
}

/** Ice.BO.AttachmentSvc: what an upload to the server's own storage needs. */
export const attachmentMethods: Readonly<Record<string, Method>> = {
  UploadFile: method(
    { docTypeID: 'text', parentTable: 'text', fileName: 'text', data: 'text' },
    (context, given) => ({
      returnObj: upload(context, {
        docTypeID: given.text('docTypeID'),
        parentTable: given.text('parentTable'),
        fileName: given.text('fileName'),
        data: given.text('data'),
      }),
    }),
  ),
};
