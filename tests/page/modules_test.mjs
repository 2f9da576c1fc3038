// The page's modules that touch no element: cutting, quoting, counting, words.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sourcesOf } from './sources.mjs';

const { segments, lines, quotes, marks, facts, correlation, therapies, decisions, summary, sources, follow } = await sourcesOf(
  'segments', 'lines', 'quotes', 'marks', 'facts', 'correlation', 'therapies', 'decisions', 'summary', 'sources', 'follow');

const mark = (start, end, name) => ({ start, end, name });
const shown = (list) => list.map((each) => [each.start, each.end, each.marks.map((one) => one.name).join('')]);

test('segments: marks apart stay as they are', () => {
  assert.deepEqual(shown(segments.segmentsOf(20, [mark(10, 12, 'b'), mark(2, 5, 'a')])), [[2, 5, 'a'], [10, 12, 'b']]);
});
test('segments: overlapping marks are cut where one begins or ends', () => {
  assert.deepEqual(shown(segments.segmentsOf(20, [mark(0, 6, 'a'), mark(4, 9, 'b')])), [[0, 4, 'a'], [4, 6, 'ab'], [6, 9, 'b']]);
});
test('segments: a mark within another, and two that are the same', () => {
  assert.deepEqual(shown(segments.segmentsOf(20, [mark(0, 9, 'a'), mark(3, 5, 'b'), mark(3, 5, 'c')])), [[0, 3, 'a'], [3, 5, 'abc'], [5, 9, 'a']]);
});
test('segments: marks that touch do not join', () => {
  assert.deepEqual(shown(segments.segmentsOf(20, [mark(0, 4, 'a'), mark(4, 8, 'b')])), [[0, 4, 'a'], [4, 8, 'b']]);
});
test('segments: empty marks and those outside the text are left out, those over its end are cut', () => {
  assert.deepEqual(shown(segments.segmentsOf(6, [mark(3, 3, 'a'), mark(8, 9, 'b'), mark(4, 99, 'c'), mark(-2, 1, 'd')])), [[0, 1, 'd'], [4, 6, 'c']]);
});
test('segments: laws hold on many random marks', () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 300; ++round) {
    const all = Array.from({ length: random(12) }, (_, i) => { const start = random(40); return mark(start, start + random(10), String(i)); });
    const cut = segments.segmentsOf(40, all);
    cut.forEach((each, i) => assert.ok(each.start < each.end && (i === 0 || cut[i - 1].end <= each.start)));
    for (let at = 0; at < 40; ++at) {
      const want = all.filter((each) => each.start <= at && at < each.end).map((each) => each.name);
      assert.deepEqual((cut.find((each) => each.start <= at && at < each.end)?.marks ?? []).map((each) => each.name), want);
    }
  }
});

test('lines: CR LF, LF and CR each end one line, and the last has no end', () => {
  assert.deepEqual(lines.linesOf('a\r\nb\nc\rd').map(({ start, end }) => [start, end]), [[0, 1], [3, 4], [5, 6], [7, 8]]);
});
test('lines: pieces give back the text of every line', () => {
  const text = 'one two\r\nthree four\n';
  const cut = lines.markedLines(text, segments.segmentsOf(text.length, [mark(4, 14, 'a')]));
  assert.deepEqual(cut.map((line) => line.pieces.map((piece) => piece.text).join('')), ['one two', 'three four', '']);
});
test('lines: a segment over a line’s end begins once', () => {
  const text = 'one two\r\nthree four';
  const cut = lines.markedLines(text, segments.segmentsOf(text.length, [mark(4, 14, 'a')]));
  assert.deepEqual(cut.flatMap((line) => line.pieces.filter((piece) => piece.segment).map((piece) => [piece.text, piece.first])), [['two', true], ['three', false]]);
});
test('lines: offsets count UTF-16 units', () => {
  const text = '🙂 pain';
  const cut = lines.markedLines(text, segments.segmentsOf(text.length, [mark(3, 7, 'a')]));
  assert.equal(cut[0].pieces.at(-1).text, 'pain');
});

const document = (text, more = {}) => ({ name: 'note.txt', kind: 'clinic_note', date: null, text, facts: [], notices: [], ...more });
const evidence = (start, end, line, points = 'met', name = 'note.txt') => ({ document: name, start, end, text: '', line, section: '', for: points });

const quotesOf = (documents, all) => quotes.groupsOf(all).map((group) => quotes.quoteOf(documents, all, group));

test('quotes: spans of one line that point the same way are one quote', () => {
  const text = 'Neck pain and arm pain.\nNo fever.';
  const made = quotesOf([document(text)], [evidence(0, 9, 1), evidence(14, 22, 1), evidence(24, 32, 2, 'not_met')]);
  assert.deepEqual(made.map((quote) => [quote.evidence, quote.points]), [[[0, 1], 'met'], [[2], 'not_met']]);
  assert.deepEqual(made[0].parts, [{ text: 'Neck pain', marked: true }, { text: ' and ', marked: false }, { text: 'arm pain', marked: true }, { text: '.', marked: false }]);
});
test('quotes: a long line is cut between words, with an ellipsis', () => {
  const text = `${'word '.repeat(60)}PAIN${' word'.repeat(60)}`;
  const words = quotesOf([document(text)], [evidence(300, 304, 1)])[0].parts.map((part) => part.text).join('');
  assert.match(words, /^…(word ){5,}PAIN( word){5,}…$/);
  assert.ok(words.length < 160);
});
test('quotes: the line is found at a carriage return and at the very start', () => {
  const made = quotesOf([document('pain\rmore')], [evidence(0, 4, 1)]);
  assert.equal(made[0].parts.map((part) => part.text).join(''), 'pain');
});

test('marks: the gravest look of a stretch wins', () => {
  const of = (...looks) => marks.gravest(looks.map((look) => ({ look })));
  assert.equal(of('met', 'not_documented'), 'not_documented');
  assert.equal(of('not_documented', 'conflicting', 'not_met'), 'conflicting');
});
test('marks: evidence against a criterion that is met looks like what it is', () => {
  const report = { criteria: [{ id: 'a', order: 1, status: 'met', evidence: [evidence(0, 4, 1), evidence(5, 8, 1, 'not_met')] }] };
  assert.deepEqual(marks.marksOf(report).get('note.txt').map((each) => each.look), ['met', 'not_met']);
});

test('facts: cue, assertion and attributes in words', () => {
  const fact = { type: 'therapy', code: 'nsaid', assertion: 'absent', start: 3, end: 9, text: 'advil', section: '', rule: '', cue: { id: 'c', start: 0, end: 2, text: 'no' }, attributes: { drug: 'ibuprofen', levels: ['C5-C6', 'C6-C7'], duration: { iso: 'P6W', min_days: 42, max_days: 42 }, contrast: true } };
  assert.deepEqual(facts.wordsOf(fact), { title: 'therapy: nsaid', assertion: 'absent (denied or normal)', cue: 'no', attributes: [['drug', 'ibuprofen'], ['levels', 'C5-C6, C6-C7'], ['duration', '42 days'], ['contrast', 'yes']] });
  assert.equal(facts.factsAt(document('', { facts: [fact] }), { start: 8, end: 12 }).length, 1);
  assert.equal(facts.factsAt(document('', { facts: [fact] }), { start: 9, end: 12 }).length, 0);
});

const finding = (source, roots, side, levels = []) => ({ source, roots, levels, side, evidence: [evidence(0, 4, 1)] });
const withRoots = (...findings) => [{ id: 'x', roots: { findings, remarks: ['r'] } }];

test('correlation: sources that meet on root and side agree, with a neighbour row above and below', () => {
  const table = correlation.correlationOf(withRoots(finding('symptom', ['C6'], 'right'), finding('exam', ['C6', 'C7'], 'right'), finding('imaging', ['C6'], 'right', ['C5-C6'])));
  assert.deepEqual(table.rows.map((row) => row.root), ['C5', 'C6', 'C7', 'C8']);
  assert.deepEqual(table.rows.map((row) => row.agrees), [[], ['right'], [], []]);
  assert.deepEqual(table.rows[1].cells.right.map((each) => [each.source, each.certain]), [['symptom', true], ['exam', false], ['imaging', true]]);
  assert.deepEqual(table.columns, ['right', 'left']);
});
test('correlation: other sides do not agree; what is on both sides stands on both', () => {
  const table = correlation.correlationOf(withRoots(finding('symptom', ['L5'], 'left'), finding('imaging', ['L5'], 'right')));
  assert.ok(table.rows.every((row) => row.agrees.length === 0));
  const both = correlation.correlationOf(withRoots(finding('symptom', ['L5'], 'left'), finding('imaging', ['L5'], 'bilateral')));
  assert.deepEqual(both.rows.find((row) => row.root === 'L5').agrees, ['left']);
});
test('correlation: a side that is not said has a column of its own and meets either side', () => {
  const table = correlation.correlationOf(withRoots(finding('symptom', ['C7'], 'none'), finding('imaging', ['C7'], 'left')));
  assert.deepEqual(table.columns, ['right', 'none', 'left']);
  assert.deepEqual(table.rows.find((row) => row.root === 'C7').agrees, ['left']);
  assert.deepEqual(table.silent, ['exam']);
});
test('correlation: nothing that points to a root gives no picture', () => {
  assert.equal(correlation.correlationOf([{ id: 'x' }]), null);
  assert.equal(correlation.correlationOf(withRoots()), null);
});

const therapy = (code, assertion, attributes, start = 0) => ({ type: 'therapy', code, assertion, start, end: start + 4, text: '', section: '', rule: '', cue: null, attributes });

test('therapies: longest first; the longest length and every outcome of one therapy', () => {
  const note = document('', { facts: [therapy('home_exercise', 'present', { outcome: 'helped' }), therapy('nsaid', 'present', { drug: 'naproxen', duration: { iso: 'P6W', min_days: 42, max_days: 42 }, outcome: 'failed' }), therapy('nsaid', 'historical', { drug: 'naproxen', duration: { iso: 'P2W', min_days: 14, max_days: 14 }, outcome: 'partial' })] });
  const made = therapies.therapiesOf({ documents: [note] }, []);
  assert.deepEqual(made.list.map((each) => [each.name, each.days, each.outcomes]), [['NSAID: naproxen', 42, ['failed', 'partial']], ['Home exercise', null, ['helped']]]);
});
test('therapies: what was planned or never had is no bar', () => {
  const note = document('', { facts: [therapy('physical_therapy', 'hypothetical', {}), therapy('acupuncture', 'absent', {}), therapy('massage', 'hypothetical', { outcome: 'failed' })] });
  assert.deepEqual(therapies.therapiesOf({ documents: [note] }, []).list.map((each) => each.name), ['Massage']);
});
test('therapies: lengths that the judge counted, and the policy’s bars', () => {
  const parameter = (name, value) => ({ name, value, unit: 'days', source: '' });
  const care = { rule: { test: 'conservative_care', parameters: [parameter('conservative_strict_days', 42), parameter('conservative_min_days', 28), parameter('current_days', 45)] }, care: [{ therapy: 'physical_therapy', days: 46, end: '2025-05-23', evidence: evidence(0, 10, 1) }] };
  const made = therapies.therapiesOf({ documents: [document('')] }, [care]);
  assert.deepEqual(made.list.map((each) => [each.name, each.days, each.end]), [['Physical therapy', 46, '2025-05-23']]);
  assert.deepEqual(made.thresholds, [{ days: 28, name: '4 weeks' }, { days: 42, name: '6 weeks' }]);
});
test('therapies: an injection has no length, but relief', () => {
  const note = document('', { facts: [therapy('epidural_injection', 'historical', { relief_percent: 60, relief_duration: { iso: 'P3M', min_days: 90, max_days: 90 } })] });
  const [one] = therapies.therapiesOf({ documents: [note] }, []).list;
  assert.deepEqual([one.lasts, one.relief], [false, '60 % relief for 90 days']);
});

const criterion = (more) => ({ id: 'exam', label: 'Physical examination', status: 'not_documented', required: true, kind: 'required', shelf: 'missing', order: 1, missing: ['reflex'], evidence: [], why: 'not every part is recorded', ask: ['Please record the reflexes.'], rule: { test: 't', citation: '', parameters: [] }, ...more });
const report = (...criteria) => ({ program: { name: 'chartgap', version: '0.1.0' }, policy: { id: 'p', version: '1' }, case: 'incomplete', summary: 'documentation is lacking for 1 required criterion', criteria, documents: [{ name: 'note.txt', sha256: 'ab', kind: '', date: null, characters: 1, notices: [] }] });

test('decisions: a record is what the program’s decisions file takes', () => {
  const made = decisions.recordOf(report(), criterion(), { status: 'met', reason: ' seen in the letter ', by: ' ' }, new Date(2026, 0, 5));
  assert.deepEqual(made, { policy: 'p', policy_version: '1', criterion: 'exam', status: 'met', was: 'not_documented', reason: 'seen in the letter', on: '2026-01-05', documents: [{ name: 'note.txt', sha256: 'ab' }] });
});
test('decisions: one a criterion, and none on a policy that is not asked for', () => {
  const all = new decisions.Decisions();
  const input = { status: 'met', reason: 'r', by: 'B' };
  all.put(decisions.recordOf(report(), criterion(), input, new Date()));
  all.put(decisions.recordOf(report(), criterion(), { ...input, status: 'not_met' }, new Date()));
  assert.deepEqual(all.list.map((each) => each.status), ['not_met']);
  assert.equal(all.file(['other']), null);
  assert.equal(all.file(['p']).decisions.length, 1);
  all.remove('p', 'exam');
  assert.equal(all.file(['p']), null);
});

test('summary: gaps with what is missing and asked, in the report’s order, and nothing that is met', () => {
  const text = summary.gapSummary(report(criterion(), criterion({ id: 'b', label: 'Imaging', status: 'met', shelf: 'met', order: 2, missing: [], ask: [] })), 'Title');
  assert.match(text, /^INCOMPLETE: documentation is lacking for 1 required criterion\.\nPolicy p 1: Title\n\n\? Physical examination: not documented\n {2}not every part is recorded\n {2}missing: reflex\n {2}→ Please record the reflexes\.\n\n/);
  assert.doesNotMatch(text, /Imaging/);
});
test('summary: a reviewer’s decision stands beside the program’s verdict', () => {
  const decided = { ...report(criterion({ decision: { status: 'met', reason: 'in the letter', state: 'notes_changed', changes: ['note.txt has changed'], by: 'B', on: '2026-01-05' } })), case_with_decisions: 'supported' };
  const text = summary.gapSummary(decided, 'Title');
  assert.match(text, /With 1 decision of a reviewer: SUPPORTED\./);
  assert.match(text, /\? Physical examination: not documented/);
  assert.match(text, /a reviewer: documented: “in the letter” \(B, 2026-01-05\)\n {2}Since this decision: note\.txt has changed\./);
});
test('summary: nothing says approve or deny', () => {
  assert.doesNotMatch(summary.gapSummary(report(criterion()), 'Title'), /approv|den(y|ied|ial)/i);
});

test('sources: names are free, halves of surrogate pairs are replaced, bytes become base64', () => {
  assert.equal(sources.freeName('a.txt', ['a.txt', 'a.txt (2)']), 'a.txt (3)');
  assert.equal(sources.nextName(['Document 1']), 'Document 2');
  assert.equal(sources.givenOf({ name: 'a', text: 'x\ud800y🙂', base64: null }).text, 'x\ufffdy🙂');
  const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 256);
  assert.deepEqual(Buffer.from(sources.base64Of(bytes), 'base64'), Buffer.from(bytes));
});
test('sources: a file that holds several documents keeps them together', () => {
  const given = [{ key: 1, name: 'chart.xml' }, { key: 2, name: 'note.txt' }];
  const map = sources.bySource(given, [{ name: 'chart.xml#1' }, { name: 'chart.xml#2' }, { name: 'note.txt' }]);
  assert.deepEqual([...map].map(([key, list]) => [key, list.length]), [[1, 2], [2, 1]]);
});

test('follow: only the answer to the last question counts', async () => {
  const taken = [];
  const waiting = [];
  const follower = new follow.Follower(() => new Promise((resolve) => waiting.push(resolve)), (answer) => taken.push(answer), assert.fail);
  const rest = () => new Promise((resolve) => setTimeout(resolve, 5));
  follower.request(0);
  await rest();
  follower.request(0);
  await rest();
  waiting[1]('new');
  waiting[0]('old');
  await rest();
  assert.deepEqual(taken, ['new']);
});
test('follow: questions that come fast are one', async () => {
  let asked = 0;
  const follower = new follow.Follower(() => Promise.resolve(++asked), () => {}, assert.fail);
  for (let i = 0; i < 5; ++i) follower.request(10);
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(asked, 1);
});
