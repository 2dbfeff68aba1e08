// Submits one item as an application in Node would; everything comes from the environment.
import { randomUUID } from 'node:crypto';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { Kafka, logLevel } from 'kafkajs';

const topic = 'palimpsest.inbox.portfolio.v1';
const { BOOTSTRAP, REGISTRY, TOKEN, ORGANIZATION, ITEM } = process.env;

const registry = new SchemaRegistry({ host: `${REGISTRY}/apis/ccompat/v7` });
const schema = await registry.getLatestSchemaId(`${topic}-value`);
const submission = {
  event_id: randomUUID(),
  occurred_at: Date.now(),
  org_id: ORGANIZATION,
  profile_id: 'prof_1',
  item_id: ITEM,
  change: 'UPSERT',
  admission: null,
  if_revision: null,
  item: {
    company_name: 'Boatyard Oy',
    deliverables: ['Booking of winter berths'],
    skills: ['Node', 'Kafka'],
    portfolio_url: null,
    industry: 'Boats',
  },
};

const producer = new Kafka({ brokers: [BOOTSTRAP], logLevel: logLevel.ERROR }).producer({
  idempotent: true,
});
await producer.connect();
await producer.send({
  topic,
  acks: -1,
  messages: [
    {
      key: ITEM,
      value: await registry.encode(schema, submission),
      headers: { authorization: TOKEN },
    },
  ],
});
await producer.disconnect();
