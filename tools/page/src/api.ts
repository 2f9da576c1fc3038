// What the page asks its server, and what it says when there is no answer.
import type { Answer, PolicyList } from './answer';
import type { DecisionsFile } from './decisions';
import { capital } from './words';

export interface GivenDocument {
  name: string;
  text?: string;
  content_base64?: string;
}

export interface CheckRequest {
  documents: GivenDocument[];
  policies: string[];
  decisions: DecisionsFile | null;
}

export type Format = 'html' | 'markdown' | 'csv' | 'fhir' | 'sarif' | 'text' | 'query';

export interface MadeFile {
  content_type: string;
  body: string;
}

// An answer that is none, in words for the reader.
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status = 0, // of the answer; 0 when there was none
  ) {
    super(message);
  }
}

const kUnreachable = 'The server does not answer. Is “chartgap serve” still running on this computer? Start it again and open its page anew; until then the report below is the last one.';
const kRestarted = 'The server was started anew since this page was opened, and no longer knows it. Copy what you need, then reload the page.';

interface ErrorAnswer {
  error?: { message?: string; issues?: { message: string; expected: string }[] };
}

function token(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="chartgap-token"]')?.content ?? '';
}

function sentence(words: string): string {
  return capital(words) + (/[.?!]$/.test(words) ? '' : '.');
}

function wordsOf(answer: ErrorAnswer, status: number): string {
  const message = sentence(answer.error?.message ?? `the server answered ${status}`);
  const issues = (answer.error?.issues ?? []).map((issue) => sentence(issue.message + (issue.expected ? `; expected: ${issue.expected}` : '')));
  return [message, ...issues].join(' ');
}

async function refusalOf(response: Response): Promise<Refusal> {
  if (response.status === 403) return new Refusal(kRestarted, 403);
  const answer = (await response.json().catch(() => ({}))) as ErrorAnswer;
  const words = wordsOf(answer, response.status);
  if (response.status === 413) return new Refusal(`The documents are too large for one check. ${words}`, 413);
  if (response.status === 503) return new Refusal(`The server is busy. ${words} Try again in a moment.`, 503);
  return new Refusal(words, response.status);
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new Refusal(kUnreachable);
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, { cache: 'no-store', credentials: 'omit', ...init }).catch(unreachable);
  if (!response.ok) throw await refusalOf(response);
  return (await response.json().catch(unreachable)) as T;
}

function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Chartgap-Token': token() }, body: JSON.stringify(body) };
  return ask<T>(path, signal ? { ...init, signal } : init);
}

export function policies(): Promise<PolicyList> {
  return ask<PolicyList>('/v1/policies', {});
}

export function check(request: CheckRequest, signal: AbortSignal): Promise<Answer> {
  return post<Answer>('/v1/check', { ...request, format: 'json' }, signal);
}

export function fileOf(request: CheckRequest, format: Format): Promise<MadeFile> {
  return post<MadeFile>('/v1/check', { ...request, format });
}

export function jsonOf(request: CheckRequest): Promise<Answer> {
  return post<Answer>('/v1/check', { ...request, format: 'json' });
}
