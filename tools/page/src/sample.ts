// The sample case: three invented documents that leave some things unsaid, on purpose.
import clinicNote from '../../../corpus/cases/sample/clinic_note.txt';
import mriReport from '../../../corpus/cases/sample/mri_report.txt';
import therapySummary from '../../../corpus/cases/sample/pt_summary.txt';

export const kSample = [
  { name: 'clinic_note.txt', text: clinicNote },
  { name: 'mri_report.txt', text: mriReport },
  { name: 'pt_summary.txt', text: therapySummary },
];
