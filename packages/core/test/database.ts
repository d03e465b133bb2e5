import { Client } from 'pg'
import { closePools, openCustomerPools, openPools } from '../src/open.ts'
import type { Pools } from '../src/kernel/programs.ts'
// Hears what connections ask that are opened from now on; these live longer than a file of tests.
import './statements.ts'
import { createScratch } from './scratch.ts'
import type { Scratch } from './scratch.ts'

/** A copy of a template, with the pools that are open on it. */
export interface Database {
  scratch: Scratch
  template: string
  pools: Pools
  /** Those of the customers' site. */
  site: Pools
  owner: Client
  /**
   * The owner's other connection, on which triggers sleep: the record lets nobody delete. To put them to sleep and wake
   * them on one connection makes PostgreSQL forget its plans, which cost ten times what they do.
   */
  keeper: Client
  /** What undoes what altered the schema. */
  undo: string[]
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
    await rested.keeper.query('select kept.restore()')
    for (let back = rested.undo.pop(); back; back = rested.undo.pop()) await rested.owner.query(back)
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
  const owner = await connect(scratch.url)
  const keeper = await connect(scratch.url, '-c session_replication_role=replica -c lock_timeout=2s')
  await keeper.query(`select set_config('kept.restored', pg_current_xact_id()::text, false)`)
  return { scratch, template, pools, site, owner, keeper, undo: [] }
}

const connect = async (url: string, options = ''): Promise<Client> => {
  const client = new Client({ connectionString: url, options })
  // One that PostgreSQL ends while it rests is noticed by whoever takes it next.
  client.on('error', () => {})
  await client.connect()
  return client
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
export const leaveDatabase = async ({ scratch, pools, site, owner, keeper }: Database): Promise<Scratch> => {
  await Promise.all([closePools(pools), closePools(site)])
  spare.push({ pools, site })
  await Promise.all([owner.end(), keeper.end()])
  return scratch
}

/** What makes a database a template: its copies can be put back to what it is now. */
export const remember = async (url: string): Promise<void> => {
  const owner = await connect(url)
  await owner.query(keep)
  await owner.end()
}

/**
 * Keeps the rows of each table as text, and writes the function that puts them back. A table in which as many rows stand
 * as then, none of them written since, is left alone, and so is an empty one that nobody ever wrote to.
 */
const keep = `
drop schema if exists kept cascade;
create schema kept;
create table kept.row (name text not null, value text not null);
do $keep$
declare
  each record;
  kept text;
  rows bigint;
  body text := '';
begin
  for each in
    select c.relkind, format('%I.%I', nspname, relname) as name
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname in ('public', 'graphile_worker') and relkind in ('r', 'S')
  loop
    if each.relkind = 'S' then
      execute format($f$select format('perform setval(%%L, %%s, %%L);', %L, last_value, is_called) from %s$f$,
        each.name, each.name) into kept;
      body := body || kept;
      continue;
    end if;
    execute format('insert into kept.row select %L, t::text from %s t', each.name, each.name);
    get diagnostics rows = row_count;
    if rows = 0 then
      body := body || format('if pg_relation_size(%L) > 0 then delete from %s; end if;', each.name, each.name);
    else
      body := body || format(
        'if (select count(*) <> %s or max(xmin::text::bigint) > xmin_restored from %s) then
          delete from %s;
          insert into %s overriding system value
            select (value).* from (select value::%s from kept.row where name = %L offset 0) k;
        end if;', rows, each.name, each.name, each.name, each.name, each.name);
    end if;
  end loop;
  execute format(
    'create function kept.restore() returns void language plpgsql as %L',
    'declare xmin_restored bigint := current_setting(''kept.restored''); begin ' || body ||
    ' perform set_config(''kept.restored'', pg_current_xact_id()::text, false); end');
end
$keep$`
