// What the server answers to `POST /v1/check` with format json.
// Units: `start` and `end` are half-open and count UTF-16 units of the document's `text`; lines count from 1.

export type Status = 'met' | 'not_met' | 'not_documented' | 'conflicting' | 'not_applicable';
export type Standing = 'supported' | 'review' | 'incomplete' | 'conflicting' | 'not_supported' | 'contraindicated';
export type ShelfId = 'contradicted' | 'conflicting' | 'missing' | 'decided' | 'met' | 'advisory' | 'safety' | 'not_applicable';
export type RootSource = 'symptom' | 'exam' | 'diagnosis' | 'imaging';
export type Side = 'none' | 'left' | 'right' | 'bilateral';
export type Assertion = 'present' | 'absent' | 'possible' | 'historical' | 'hypothetical' | 'family';

export interface Place {
  start: number;
  end: number;
}

export interface Cue extends Place {
  id: string;
  text: string;
}

export interface Duration {
  iso: string;
  min_days: number | null;
  max_days: number | null;
}

export interface Fact extends Place {
  type: string;
  code: string;
  assertion: Assertion;
  text: string;
  section: string;
  rule: string;
  cue: Cue | null;
  attributes: Record<string, unknown>;
}

export interface AnalysedDocument {
  name: string;
  kind: string;
  date: string | null;
  sha256: string;
  text: string;
  facts: Fact[];
  notices: string[];
}

export interface Evidence extends Place {
  document: string; // its name; no two documents have the same
  text: string;
  line: number;
  section: string;
  for: 'met' | 'not_met';
}

export interface RootFinding {
  source: RootSource;
  roots: string[];
  levels: string[];
  side: Side;
  evidence: Evidence[];
}

export interface Parameter {
  name: string;
  value: number | string[];
  unit: string;
  source: string;
}

export interface Decided {
  status: Status;
  reason: string;
  state: 'holds' | 'notes_changed' | 'resolved';
  changes: string[];
  by?: string;
  on?: string;
}

export interface Criterion {
  id: string;
  label: string;
  status: Status;
  required: boolean;
  kind: string;
  shelf: ShelfId;
  order: number;
  missing: string[];
  evidence: Evidence[];
  why: string;
  ask?: string[];
  rule: { test: string; citation: string; parameters: Parameter[] };
  conflict?: [number, number];
  roots?: { findings: RootFinding[]; remarks: string[] };
  care?: CareLength[];
  decision?: Decided;
}

// A length of conservative care that the judge counted.
export interface CareLength {
  therapy: string;
  days: number;
  end: string | null;
  evidence: Evidence;
}

export interface ReportDocument {
  name: string;
  kind: string;
  date: string | null;
  sha256: string;
  characters: number;
  notices: string[];
}

export interface Report {
  program: { name: string; version: string };
  lexicon_sha256: string;
  policy: { id: string; version: string };
  case: Standing;
  case_with_decisions?: Standing;
  summary: string;
  criteria: Criterion[];
  documents: ReportDocument[];
}

export interface ComparedPolicy {
  id: string;
  version: string;
  case: Standing; // with the reviewer's decisions
  shortfalls: string[];
}

export interface Answer {
  documents: AnalysedDocument[];
  reports: Report[];
  comparison: { text: string; policies: ComparedPolicy[] } | null;
}

// `GET /v1/policies`
export interface PolicyEntry {
  id: string;
  version: string;
  title: string;
  payer: string;
  region: string;
  cpt: string[];
  effective_from: string;
  effective_to: string | null;
}

export interface PolicyList {
  default: string;
  policies: PolicyEntry[];
}

// The criteria in the order of the printed report.
export function inOrder(report: Report): Criterion[] {
  return [...report.criteria].sort((a, b) => a.order - b.order);
}
