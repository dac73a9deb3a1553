// The form with the file, or with rows that were pasted: tries them out.
import { Complaint } from '../../conversation/complaint.ts'
import { form } from '../../conversation/form.ts'
import { type BringNeeds, bringFile, tryOut } from '../bring-file.ts'
import { importKinds } from '../columns.ts'

export default form({
  name: 'import-file',
  mayUse: 'import',
  changes: 'with its answer',
  read: (about) => importKinds.find((kind) => kind === about),
  async run(request, kind, { file = '', rows = '' }, needs: BringNeeds) {
    if (file !== '') return bringFile(request, kind, file, needs, 'file')
    if (rows.trim() === '') throw new Complaint('import.nothing-given', {}, { field: 'rows' })
    const name = request.say.plain('import.pasted')
    return tryOut(request, { kind, name, text: rows, encoding: 'utf-8', words: {}, takesNewcomers: true }, needs, false)
  },
})
