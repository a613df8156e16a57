// The agenda as the file a meeting can be started from again.
import { agendaFile, agendaOf } from '../../shared/formats/agenda.ts'
import type { ExportFormat } from './format.ts'

export const agenda: ExportFormat = {
  name: 'agenda',
  type: 'application/yaml; charset=utf-8',
  extension: 'yaml',
  write: (meeting) => agendaFile(agendaOf(meeting)),
}
