// The API as its own description says: OpenAPI 3.1 that a validator takes, and answers that fit it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import { enter } from '../server.mjs';

export async function run({ test, server }) {
  const cookie = await enter(server);
  const headers = { Cookie: `${cookie.name}=${cookie.value}`, Origin: server.url };
  const ask = (path) => fetch(server.url + path, { headers });
  const api = await (await ask('/api/v1/openapi.json')).json();

  await test('OpenAPI 3.1 that a validator takes', async () => {
    const said = await new Validator().validate(structuredClone(api));
    assert.ok(said.valid, JSON.stringify(said.errors));
    assert.equal(api.openapi, '3.1.0');
  });

  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: 'api', components: api.components });
  const fits = (operation, body, status) => {
    const said = operation.responses[status] ?? (Number(status) < 400 ? undefined : operation.responses.default);
    if (!said) return;
    const [schema] = Object.values(said.content ?? {}).map((c) => c.schema);
    if (!schema) return;
    const check = ajv.compile({ $ref: 'api' + schema.$ref });
    assert.ok(check(body), JSON.stringify(check.errors?.slice(0, 3)));
  };

  // What stands in braces, and what a question cannot do without.
  const person = (await (await ask('/api/v1/real')).json()).people[0].id;
  const known = { id: person, member: 'none', card: 'none', item: '1', code: 'none' };
  const query = { '/api/v1/paths': `?to=${person}`, '/api/v1/matches': '?need=roofing', '/api/v1/people': '?q=a&limit=5' };
  const streams = new Set(['/api/v1/events']);

  for (const [path, operations] of Object.entries(api.paths)) {
    if (!operations.get || streams.has(path)) continue;
    await test(`GET ${path} answers as it says`, async () => {
      const target = path.replace(/\{(\w+)\}/g, (_, name) => known[name] ?? 'none') + (query[path] ?? '');
      const response = await ask(target);
      const json = /json/.test(response.headers.get('Content-Type') ?? '') ? await response.json() : undefined;
      assert.ok(response.status < 500, `${response.status}`);
      const named = path.includes('{') && !path.includes('/people/{id}');
      if (!named) assert.equal(response.status, 200, JSON.stringify(json));
      if (json) fits(operations.get, json, String(response.status));
    });
  }

  await test('What a write answers, and what a wrong one is told, is as it says', async () => {
    const post = (path, body) => fetch(server.url + path, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const path = '/api/v1/people/{id}/facts';
    const operation = api.paths[path].post;
    const right = await post(path.replace('{id}', person), { kind: 'need', value: 'a bookkeeper' });
    assert.equal(right.status, 200);
    fits(operation, await right.json(), '200');
    const wrong = await post(path.replace('{id}', person), { kind: 'nonsense', value: 1 });
    assert.equal(wrong.status, 400);
    fits(operation, await wrong.json(), '400');
  });
}
