import { Client } from 'pg'
import { closePools, openCustomerPools, openPools } from '../src/open.ts'
import type { Pools } from '../src/kernel/programs.ts'
// Hears what connections ask that are opened from now on; these live longer than a file of tests.
import './statements.ts'
import { createScratch } from './scratch.ts'
import type { Scratch } from './scratch.ts'

/** A copy of a template, with the pools that are open on it and its owner's connection. */
export interface Database {
  scratch: Scratch
  template: string
  pools: Pools
  /** Those of the customers' site. */
  site: Pools
  owner: Client
}

const resting = new Map<string, Database[]>()
const spare: Pick<Database, 'pools' | 'site'>[] = []

/**
 * A database as its template is. One that an earlier test gave back is put back to that: its connections know the
 * catalogue and have their plans, which saves PostgreSQL two thirds of its work for a test on a new copy.
 */
export const takeDatabase = async (serverUrl: string, template: string): Promise<Database> => {
  const rested = resting.get(template)?.pop()
  if (!rested) return copy(serverUrl, template)
  try {
    await rested.owner.query('select pg_temp.restore()')
    return rested
  } catch (error) {
    // Somebody still holds a lock on it, or ended the connection. Anything else would make each test copy in silence.
    if (!isHeldOrEnded(error)) throw error
    await (await leaveDatabase(rested)).drop()
    return copy(serverUrl, template)
  }
}

/** 55P03: the lock timeout; 57P01: ended by PostgreSQL; without a code: the socket is gone. */
const isHeldOrEnded = (error: unknown): boolean =>
  ['55P03', '57P01', undefined].includes((error as { code?: string }).code)

const copy = async (serverUrl: string, template: string): Promise<Database> => {
  const scratch = await createScratch(serverUrl, template)
  const { pools, site } = await poolsOf(scratch)
  const owner = new Client({ connectionString: scratch.url })
  // One that PostgreSQL ends while it rests is noticed by whoever takes it next.
  owner.on('error', () => {})
  await owner.connect()
  await owner.query(remember)
  return { scratch, template, pools, site, owner }
}

/** Pools that a database has left are sent to the next one: to make three anew costs 50 ms of processor time. */
const poolsOf = async ({ url, name }: Scratch): Promise<Pick<Database, 'pools' | 'site'>> => {
  const found = spare.pop() ?? { pools: await openPools(url, 8), site: await openCustomerPools(url, 8) }
  const each = [found.pools, found.site].flatMap(({ orm, reader, links }) => [orm, reader, links])
  await Promise.all(each.map((pool) => pool.reconnect({ clientUrl: url, dbName: name })))
  return found
}

/** Gives it to the next test that asks for its template. Its tables must be those of the template, whatever is in them. */
export const giveBack = (database: Database): void => {
  const others = resting.get(database.template) ?? []
  resting.set(database.template, [...others, database])
}

/** Ends the connections, and keeps the database. */
export const leaveDatabase = async ({ scratch, pools, site, owner }: Database): Promise<Scratch> => {
  await Promise.all([closePools(pools), closePools(site)])
  spare.push({ pools, site })
  await owner.end()
  return scratch
}

/**
 * Keeps what stands in each table, and writes the function that puts it back. A table in which as many rows stand as
 * then, none of them written since, is left alone. Triggers sleep meanwhile: the record lets nobody delete.
 */
const remember = `
do $remember$
declare
  each record;
  kept text;
  rows bigint;
  body text := '';
begin
  for each in
    select c.oid, c.relkind, format('%I.%I', nspname, relname) as name
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('public', 'graphile_worker') and relkind in ('r', 'S')
  loop
    if each.relkind = 'S' then
      execute format($f$select format('perform setval(%%L, %%s, %%L);', %L, last_value, is_called) from %s$f$,
        each.name, each.name) into kept;
      body := body || kept;
      continue;
    end if;
    execute format('select count(*) from %s', each.name) into rows;
    if rows = 0 then
      body := body || format('delete from %s;', each.name);
    else
      kept := format('pg_temp.kept_%s', each.oid);
      execute format('create temp table kept_%s as table %s', each.oid, each.name);
      body := body || format(
        'if (select count(*) <> %s or max(xmin::text::bigint) > xmin_restored from %s) then
          delete from %s; insert into %s overriding system value table %s;
        end if;', rows, each.name, each.name, each.name, kept);
    end if;
  end loop;
  perform set_config('ofrecord_test.restored', pg_current_xact_id()::text, false);
  execute format(
    'create function pg_temp.restore() returns void language plpgsql
      set session_replication_role = replica set lock_timeout = ''2s'' as %L',
    'declare xmin_restored bigint := current_setting(''ofrecord_test.restored''); begin ' || body ||
    ' perform set_config(''ofrecord_test.restored'', pg_current_xact_id()::text, false); end');
end
$remember$`
