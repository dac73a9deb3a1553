// Which column of a file holds what: found by the words that systems and people use in headers, or as somebody said.

export const importKinds = ['deals', 'targets', 'people'] as const
export type ImportKind = (typeof importKinds)[number]

/** What a file of each kind can hold. The first of `needed` that is missing is complained of; `words` are headers, folded. */
const fields = {
  deals: {
    id: ['id', 'externalid', 'opportunityid', 'dealid', 'recordid', 'crmid'],
    owner: ['owner', 'salesagent', 'salesrep', 'rep', 'agent', 'seller', 'dealowner', 'opportunityowner', 'salesperson'],
    customer: ['customer', 'account', 'accountname', 'company', 'client', 'customername', 'companyname'],
    stage: ['stage', 'dealstage', 'status', 'state', 'stagename', 'pipelinestage'],
    amount: ['amount', 'value', 'closevalue', 'dealvalue', 'dealamount', 'revenue', 'price'],
    currency: ['currency', 'currencycode', 'currencyisocode', 'dealcurrency'],
    closed: ['closed', 'closedate', 'closedon', 'closeddate', 'wondate', 'expectedclose', 'expectedclosedate', 'date'],
    opened: ['opened', 'openedon', 'engagedate', 'createdate', 'createddate', 'created', 'openeddate'],
    product: ['product', 'productname', 'item'],
    reason: ['reason', 'lossreason', 'lostreason', 'closedlostreason'],
    note: ['note', 'notes', 'description', 'comment', 'nextstep'],
    tags: ['tags', 'tag', 'labels', 'label'],
    splits: ['splits', 'split'],
  },
  targets: {
    subject: ['subject', 'who', 'name', 'rep', 'owner', 'salesagent', 'member', 'team'],
    metric: ['metric', 'measure', 'kind', 'what'],
    period: ['period', 'when', 'quarter', 'month', 'year'],
    value: ['value', 'target', 'quota', 'amount', 'goal'],
  },
  people: {
    name: ['name', 'salesagent', 'salesrep', 'rep', 'person', 'member', 'fullname', 'employee'],
    team: ['team', 'squad', 'group', 'department'],
    parent: ['parent', 'parentteam', 'office', 'regionaloffice', 'region'],
    lead: ['lead', 'manager', 'teamlead', 'leader', 'supervisor'],
    start: ['start', 'startdate', 'started', 'startedon', 'hiredate', 'hired'],
  },
} as const satisfies Readonly<Record<ImportKind, Readonly<Record<string, readonly string[]>>>>

export type FieldOf<Kind extends ImportKind> = keyof (typeof fields)[Kind] & string
export type AnyField = { [Kind in ImportKind]: FieldOf<Kind> }[ImportKind]

/** A row cannot be read without these. */
const needed: { readonly [Kind in ImportKind]: readonly FieldOf<Kind>[] } = {
  deals: ['owner', 'stage'],
  targets: ['subject', 'period', 'value'],
  people: ['name'],
}

/** The place of the column that holds a field, from 0; a field that is not in it stands in no column. */
export type Mapping = Readonly<Partial<Record<AnyField, number>>>

export const fieldsOf = (kind: ImportKind): readonly AnyField[] => Object.keys(fields[kind]) as AnyField[] // the keys of that object are its type's

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Finds each field's column by its header; of several words for a field the one that stands first in its list counts. */
export function guessMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const headers = header.map(folded)
  const taken = new Set<number>()
  const found: Partial<Record<AnyField, number>> = {}
  for (const [field, words] of Object.entries<readonly string[]>(fields[kind])) {
    const place = words.map((word) => headers.indexOf(word)).find((at) => at >= 0 && !taken.has(at))
    if (place === undefined) continue
    taken.add(place)
    found[field as AnyField] = place // the keys of that object are its type's
  }
  return found
}

/** The fields that a file of this kind cannot be without and that no column holds. */
export const missingFields = (kind: ImportKind, mapping: Mapping): readonly AnyField[] =>
  needed[kind].filter((field) => mapping[field] === undefined)
