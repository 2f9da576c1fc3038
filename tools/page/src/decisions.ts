// A reviewer's own decisions on criteria: a list in memory, in the form that `chartgap check --decisions` reads.
import type { Criterion, Report, Status } from './answer';

export interface DecisionRecord {
  policy: string;
  policy_version: string;
  criterion: string;
  status: Status;
  was: Status;
  reason: string;
  by?: string;
  on?: string;
  documents: { name: string; sha256: string }[];
}

export interface DecisionsFile {
  schema_version: 1;
  decisions: DecisionRecord[];
}

export interface DecisionInput {
  status: Status;
  reason: string;
  by: string;
}

// YYYY-MM-DD where the reader is.
export function dayOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function recordOf(report: Report, criterion: Criterion, input: DecisionInput, now: Date): DecisionRecord {
  const by = input.by.trim();
  return {
    policy: report.policy.id,
    policy_version: report.policy.version,
    criterion: criterion.id,
    status: input.status,
    was: criterion.status,
    reason: input.reason.trim(),
    ...(by === '' ? {} : { by }),
    on: dayOf(now),
    documents: report.documents.map(({ name, sha256 }) => ({ name, sha256 })),
  };
}

export class Decisions {
  private records: DecisionRecord[] = [];

  // One a criterion: a new one takes the place of the old.
  put(record: DecisionRecord): void {
    this.remove(record.policy, record.criterion);
    this.records.push(record);
  }

  remove(policy: string, criterion: string): void {
    this.records = this.records.filter((each) => each.policy !== policy || each.criterion !== criterion);
  }

  find(policy: string, criterion: string): DecisionRecord | undefined {
    return this.records.find((each) => each.policy === policy && each.criterion === criterion);
  }

  get list(): readonly DecisionRecord[] {
    return this.records;
  }

  replace(records: readonly DecisionRecord[]): void {
    this.records = [...records];
  }

  // Those on the policies given; null when there is none.
  file(policies: readonly string[]): DecisionsFile | null {
    const decisions = this.records.filter((each) => policies.includes(each.policy));
    return decisions.length === 0 ? null : { schema_version: 1, decisions };
  }
}
