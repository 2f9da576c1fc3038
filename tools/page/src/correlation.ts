// The three-way comparison as a table of marks: which root and side each source points to, and where two sources meet.
import type { Criterion, Evidence, RootFinding, RootSource, Side } from './answer';

export const kSources: readonly RootSource[] = ['symptom', 'exam', 'diagnosis', 'imaging'];
export type Column = 'right' | 'left' | 'none';

export interface RootMark {
  source: RootSource;
  certain: boolean; // points to this root alone
  levels: string[];
  evidence: Evidence[];
}

export interface RootRow {
  root: string;
  cells: Record<Column, RootMark[]>; // at most one mark a source
  agrees: Column[]; // imaging and another source point to this root on this side
}

export interface Correlation {
  criterion: string;
  sources: RootSource[]; // that the picture shows: the three always, a stated diagnosis where there is one
  columns: Column[]; // the side that is not said only where it is needed
  rows: RootRow[];
  silent: RootSource[]; // that point to no root
  remarks: string[];
}

const kSpine = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', ...Array.from({ length: 12 }, (_, i) => `T${i + 1}`), 'L1', 'L2', 'L3', 'L4', 'L5', 'S1', 'S2', 'S3', 'S4', 'S5'];

function columnsOf(side: Side): Column[] {
  return side === 'bilateral' ? ['right', 'left'] : [side];
}

// From the highest root named to the lowest, with a neighbour on each side.
function rowsFor(findings: readonly RootFinding[]): string[] {
  const places = findings.flatMap((finding) => finding.roots.map((root) => kSpine.indexOf(root))).filter((place) => place >= 0);
  if (places.length === 0) return [];
  return kSpine.slice(Math.max(0, Math.min(...places) - 1), Math.max(...places) + 2);
}

function merge(mark: RootMark, finding: RootFinding): void {
  mark.certain ||= finding.roots.length === 1;
  mark.evidence.push(...finding.evidence);
  mark.levels = [...new Set([...mark.levels, ...finding.levels])];
}

function put(row: RootRow, finding: RootFinding): void {
  for (const column of columnsOf(finding.side)) {
    const known = row.cells[column].find((mark) => mark.source === finding.source);
    if (known) merge(known, finding);
    else row.cells[column].push({ source: finding.source, certain: finding.roots.length === 1, levels: [...finding.levels], evidence: [...finding.evidence] });
  }
}

// A source that names no side speaks of both.
function meets(row: RootRow, column: Column): boolean {
  const there = new Set([...row.cells[column], ...row.cells.none].map((mark) => mark.source));
  return row.cells[column].length > 0 && there.has('imaging') && there.size > 1;
}

function rowOf(root: string, findings: readonly RootFinding[]): RootRow {
  const row: RootRow = { root, cells: { right: [], left: [], none: [] }, agrees: [] };
  for (const finding of findings) {
    if (finding.roots.includes(root)) put(row, finding);
  }
  row.agrees = (['right', 'left', 'none'] as const).filter((column) => meets(row, column));
  return row;
}

// Null when no finding points to a root.
export function correlationOf(criteria: readonly Criterion[]): Correlation | null {
  const criterion = criteria.find((each) => each.roots !== undefined && each.roots.findings.length > 0);
  if (!criterion?.roots) return null;
  const { findings, remarks } = criterion.roots;
  const rows = rowsFor(findings).map((root) => rowOf(root, findings));
  const sources = kSources.filter((source) => source !== 'diagnosis' || findings.some((finding) => finding.source === source));
  const silent = sources.filter((source) => !findings.some((finding) => finding.source === source && finding.roots.length > 0));
  const columns: Column[] = rows.some((row) => row.cells.none.length > 0) ? ['right', 'none', 'left'] : ['right', 'left'];
  return { criterion: criterion.id, sources, columns, rows, silent, remarks };
}
