// Submits a portfolio item: BOOTSTRAP, REGISTRY and TOKEN come from the environment.
import { randomUUID } from 'node:crypto';
import { SchemaRegistry } from '@kafkajs/confluent-schema-registry';
import { Kafka, logLevel } from 'kafkajs';

const topic = 'palimpsest.inbox.portfolio.v1';
const { BOOTSTRAP, REGISTRY, TOKEN } = process.env;

const registry = new SchemaRegistry({ host: `${REGISTRY}/apis/ccompat/v7` });
const schemaId = await registry.getLatestSchemaId(`${topic}-value`);
const item = {
  event_id: randomUUID(),
  occurred_at: Date.now(),
  org_id: 'org_acme',
  profile_id: 'prof_1',
  item_id: 'port_0123456789ab',
  change: 'UPSERT',
  admission: null,
  if_revision: null,
  item: {
    company_name: 'Acme Inc',
    deliverables: ['Online shop'],
    skills: ['Java', 'Kafka'],
    portfolio_url: 'https://example.com/shop',
    industry: null,
  },
};

const kafka = new Kafka({ brokers: [BOOTSTRAP], logLevel: logLevel.ERROR });
const producer = kafka.producer({ idempotent: true });
await producer.connect();
await producer.send({
  topic,
  acks: -1,
  messages: [
    {
      key: item.item_id,
      value: await registry.encode(schemaId, item),
      headers: { authorization: TOKEN },
    },
  ],
});
await producer.disconnect();
console.log(item.event_id);
