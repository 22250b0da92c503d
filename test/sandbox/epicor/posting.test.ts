import { type Answer, type EpicorCaller, first, startEpicor } from './client';

let epicor: EpicorCaller;

beforeEach(async () => {
  epicor = await startEpicor({ behaviour: { agentDelayMs: 30 } });
  epicor.sandbox.enterInvoice({
    vendorNum: 12,
    invoiceNum: 'HAND-9',
    groupId: 'GRP',
    invoiceDate: '2026-11-05',
    applyDate: '2026-11-05',
    currency: 'USD',
    entryPerson: 'dana',
    posted: false,
    description: 'typed by hand',
    lines: [{ description: 'paper', amount: '10.00', account: '6100|10|200' }],
  });
});
afterEach(() => epicor.close());

const process = 'Erp.PROC.APInvoicePostSvc';
const invoice = () => epicor.sandbox.invoices().find(({ invoiceNum }) => invoiceNum === 'HAND-9');
const group = () => epicor.sandbox.db.table('APInvGrp').get('GRP');

async function parametersFor(groupId: string) {
  const fresh = await epicor.get(`${process}/GetNewParameters`);
  return { APInvoicePostParam: [{ ...first(fresh, 'APInvoicePostParam'), GroupID: groupId }] };
}

const submit = async (groupId: string, agentID = 'SystemTaskAgent'): Promise<Answer> =>
  epicor.post(`${process}/SubmitToAgent`, {
    ds: await parametersFor(groupId),
    agentID,
    agentSchedNum: 0,
    agentTaskNum: 0,
    maintProgram: 'Erp.UI.APInvoicePost',
  });

const taskRun = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('posting by the agent', () => {
  it('answers nothing, and posts after a while: the invoice is marked, the group goes', async () => {
    expect(await submit('GRP')).toMatchObject({ status: 200, body: {} });
    expect(invoice()?.posted).toBe(false);
    await taskRun();
    expect(invoice()?.posted).toBe(true);
    expect(group()).toBeNull();
  });

  it('says nothing of a group that is gone by then', async () => {
    await submit('GRP');
    await submit('GRP');
    await taskRun();
    expect(invoice()?.posted).toBe(true);
  });

  it("leaves what it refuses in the group, with the reason in the group's error log", async () => {
    epicor.sandbox.changeInvoice(12, 'HAND-9', { DocInvoiceVariance: '1' });
    await submit('GRP');
    await taskRun();
    expect(invoice()?.posted).toBe(false);
    expect(group()?.PostErrorLog).toContain("Invoice Total does not agree with vendor's total");
  });

  it('leaves a group alone that someone has open', async () => {
    epicor.sandbox.lockGroup('GRP', 'dana');
    await submit('GRP');
    await taskRun();
    expect(group()?.PostErrorLog).toBe('Group GRP is in use by user dana.');
  });

  it('refuses an agent that does not exist', async () => {
    expect((await submit('GRP', 'Nobody')).status).toBe(400);
  });

  it('is done within the call where it is run directly', async () => {
    await epicor.post(`${process}/RunDirect`, { ds: await parametersFor('GRP') });
    expect(invoice()?.posted).toBe(true);
  });
});

describe('an attachment', () => {
  const attach = async (path: unknown): Promise<Answer> => {
    const service = 'Erp.BO.APInvoiceSvc';
    const key = { vendorNum: 12, invoiceNum: 'HAND-9' };
    const fresh = await epicor.post(`${service}/GetNewAPInvHedAttch`, { ds: {}, ...key });
    Object.assign(first(fresh, 'APInvHedAttch'), { FileName: path, DrawDesc: 'a receipt' });
    return epicor.post(`${service}/Update`, { ds: fresh.ds });
  };
  const upload = (fileName: string) =>
    epicor.post('Ice.BO.AttachmentSvc/UploadFile', {
      docTypeID: '',
      parentTable: 'APInvHed',
      fileName,
      data: Buffer.from('%PDF-').toString('base64'),
    });

  it('is an uploaded file that a row links to the invoice, posted or not', async () => {
    const { body } = await upload('a.pdf');
    await attach(body.returnObj);
    epicor.sandbox.postGroup('GRP');
    await attach(body.returnObj);
    expect(invoice()?.attachments).toMatchObject([
      { description: 'a receipt', size: 5 },
      { description: 'a receipt', size: 5 },
    ]);
  });

  it('is refused where the file was never uploaded, or its name is none', async () => {
    expect((await attach('nowhere.pdf')).status).toBe(400);
    expect((await upload('../a.pdf')).status).toBe(400);
  });
});
