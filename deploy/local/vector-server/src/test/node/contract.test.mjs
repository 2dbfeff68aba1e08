// What the official TypeScript client relies on, asked of the server whose address is in SERVER.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Pinecone } from '@pinecone-database/pinecone';

const server = process.env.SERVER;
const dimension = 8;
const pinecone = new Pinecone({ apiKey: 'any', controllerHostUrl: server });
const name = `ts-${randomUUID()}`;
const index = pinecone.index({ host: server, namespace: name });

const values = (seed) => Array.from({ length: dimension }, (_, i) => Math.fround(Math.sin(seed * 31 + i)));
const record = (i) => ({
  id: `v${String(i).padStart(3, '0')}`,
  values: values(i),
  metadata: { n: i, even: i % 2 === 0, tags: ['t', `t${i % 3}`] },
});
const ids = (found) => found.map((each) => each.id).sort();

before(async () => {
  await index.upsert({ records: Array.from({ length: 20 }, (_, i) => record(i)) });
});

after(async () => {
  await index.deleteNamespace(name);
});

test('fetch returns every float and the metadata', async () => {
  const { records } = await index.fetch({ ids: ['v003', 'absent'] });
  assert.deepEqual(Object.keys(records), ['v003']);
  assert.deepEqual(records.v003.values.map(Math.fround), values(3));
  assert.deepEqual(records.v003.metadata, record(3).metadata);
});

test('query finds the nearest first, with values and metadata when asked for', async () => {
  const { matches } = await index.query({ topK: 3, vector: values(5), includeValues: true, includeMetadata: true });
  assert.equal(matches.length, 3);
  assert.equal(matches[0].id, 'v005');
  assert.ok(Math.abs(matches[0].score - 1) < 1e-5);
  assert.equal(matches[0].metadata.n, 5);
  assert.equal(matches[0].values.length, dimension);
});

test('query by id and filter', async () => {
  const { matches } = await index.query({ topK: 20, id: 'v001', filter: { n: { $gte: 18 } } });
  assert.deepEqual(ids(matches), ['v018', 'v019']);
});

test('fetch by metadata', async () => {
  const { records } = await index.fetchByMetadata({ filter: { tags: { $in: ['t1'] } }, limit: 50 });
  assert.equal(Object.keys(records).length, 7);
});

test('list pages through ids by prefix', async () => {
  const seen = [];
  let paginationToken;
  do {
    const page = await index.listPaginated({ prefix: 'v01', limit: 4, paginationToken });
    seen.push(...page.vectors.map((each) => each.id));
    paginationToken = page.pagination?.next;
  } while (paginationToken);
  assert.equal(seen.length, 10);
});

test('update merges metadata, by id and by filter', async () => {
  await index.update({ id: 'v002', metadata: { extra: 'yes' } });
  const { records } = await index.fetch({ ids: ['v002'] });
  assert.deepEqual(records.v002.metadata, { ...record(2).metadata, extra: 'yes' });
  await index.update({ filter: { n: { $eq: 4 } }, metadata: { extra: 'four' } });
  const found = await index.fetchByMetadata({ filter: { extra: 'four' } });
  assert.deepEqual(Object.keys(found.records), ['v004']);
});

test('delete by id, by ids, by filter', async () => {
  const other = pinecone.index({ host: server, namespace: `${name}-delete` });
  await other.upsert({ records: [1, 2, 3, 4].map(record) });
  await other.deleteOne({ id: 'v001' });
  await other.deleteMany({ ids: ['v002', 'absent'] });
  await other.deleteMany({ filter: { n: 3 } });
  const { matches } = await other.query({ topK: 10, vector: values(1) });
  assert.deepEqual(ids(matches), ['v004']);
  await other.deleteAll();
  assert.equal((await other.describeNamespace(`${name}-delete`)).recordCount, '0');
  await other.deleteNamespace(`${name}-delete`);
});

test('namespaces and statistics', async () => {
  const stats = await index.describeIndexStats();
  assert.equal(stats.dimension, dimension);
  assert.equal(stats.namespaces[name].recordCount, 20);
  const created = await index.createNamespace({ name: `${name}-made` });
  assert.equal(created.name, `${name}-made`);
  const listed = await index.listNamespaces({ prefix: name, limit: 10 });
  assert.deepEqual(listed.namespaces.map((each) => each.name).sort(), [name, `${name}-made`]);
  await index.deleteNamespace(`${name}-made`);
});

test('absent namespace: queries are empty, deletes are refused as not found', async () => {
  const absent = pinecone.index({ host: server, namespace: 'absent' });
  assert.deepEqual((await absent.query({ topK: 1, vector: values(1) })).matches, []);
  await assert.rejects(absent.deleteOne({ id: 'v' }), { name: 'PineconeNotFoundError' });
});

test('wrong dimension is a bad request', async () => {
  await assert.rejects(index.upsert({ records: [{ id: 'short', values: [1, 2] }] }), {
    name: 'PineconeBadRequestError',
  });
});

test('records are embedded, searched and reranked', async () => {
  const records = pinecone.index({ host: server, namespace: `${name}-records` });
  await records.upsertRecords({
    records: [
      { _id: 'apple', chunk_text: 'Apples are sweet fruit', kind: 'fruit' },
      { _id: 'train', chunk_text: 'Trains run on rails', kind: 'machine' },
    ],
  });
  const found = await records.searchRecords({
    query: { topK: 2, inputs: { text: 'sweet apples' } },
    fields: ['chunk_text'],
    rerank: { model: 'any', rankFields: ['chunk_text'], topN: 1 },
  });
  assert.deepEqual(found.result.hits.map((hit) => hit._id), ['apple']);
  assert.deepEqual(Object.keys(found.result.hits[0].fields), ['chunk_text']);
  await records.deleteNamespace(`${name}-records`);
});

test('inference embeds and reranks', async () => {
  const embedded = await pinecone.inference.embed({
    model: 'any',
    inputs: ['one', 'two'],
    parameters: { inputType: 'passage' },
  });
  assert.equal(embedded.data.length, 2);
  assert.equal(embedded.data[0].values.length, dimension);
  const ranked = await pinecone.inference.rerank({
    model: 'any',
    query: 'red fox',
    documents: [{ text: 'a blue whale' }, { text: 'the red fox' }],
    topN: 1,
  });
  assert.equal(ranked.data[0].index, 1);
});

test('control plane creates, describes, lists and deletes an index', async () => {
  await pinecone.createIndex({
    name: 'ts-made',
    dimension: 3,
    metric: 'euclidean',
    spec: { serverless: { cloud: 'aws', region: 'us-east-1' } },
    waitUntilReady: true,
  });
  const described = await pinecone.describeIndex('ts-made');
  const made = pinecone.index({ host: `http://${described.host}` });
  await made.upsert({ records: [{ id: 'near', values: [1, 0, 0] }, { id: 'far', values: [9, 0, 0] }] });
  const { matches } = await made.query({ topK: 2, vector: [0, 0, 0] });
  assert.deepEqual(matches.map((match) => [match.id, match.score]), [['near', 1], ['far', 81]]);
  assert.ok((await pinecone.listIndexes()).indexes.some((each) => each.name === 'ts-made'));
  await pinecone.deleteIndex('ts-made');
  await assert.rejects(pinecone.describeIndex('ts-made'), { name: 'PineconeNotFoundError' });
});
