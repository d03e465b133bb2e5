import { Migration } from '@mikro-orm/migrations'

/**
 * What the database keeps of the tree of locations by itself, whoever writes: no cycle, one live headquarters, nothing
 * live below what left, how high each location stands and how many are below it, and where each stood when (B.7, I14).
 *
 * The labels are counted by difference: a location that moves with 50,000 below it changes one row and those of its old
 * and new ancestors, eight at most. The functions belong to the owner, since a label of an ancestor is everybody's.
 */
export class TreeGuardsMigration extends Migration {
  override name = '20261122T1040_tree_guards'

  override up(): void {
    for (const extension of ['btree_gin', 'pg_trgm']) this.addSql(`create extension if not exists ${extension}`)
    this.#indexes()
    // Room for labels: a count that changes stays on its page and touches no index.
    this.addSql(`alter table location set (fillfactor = 85)`)
    this.addSql(clock)
    for (const statement of [lockTrees, relabelOne, relabelMany, placeMany]) this.addSql(statement)
    this.#existing()
    this.#triggers()
    this.#headquarters()
    this.#leaving()
    this.#reading()
    this.addSql(`revoke insert, update, delete on location_place from ofrecord_app`)
    this.addSql(`revoke update, delete on structure_change from ofrecord_app`)
  }

  #indexes(): void {
    this.addSql(`create index "location_siblings_index" on "location" ("parent_id", "number");`)
    this.addSql(`create index "location_number_index" on "location" ("organization_id", "number");`)
    this.addSql(`create index "location_name_index" on "location" ("organization_id", "name", "id");`)
    this.addSql(
      `create index "location_pending_index" on "location" ("vendor_id", "number") where "status" = 'pending_verification';`,
    )
    this.addSql(
      `create index "location_search_index" on "location" using gin ("organization_id", (lower(' ' || "name" || ' ' || "city" || ' ' || "legal_name" || ' ' || "number")) gin_trgm_ops);`,
    )
    this.addSql(`create index "location_place_children_index" on "location_place" ("parent_id", "number");`)
    this.addSql(
      `create unique index "location_place_open_unique" on "location_place" ("location_id") where "until" is null;`,
    )
    this.addSql(
      `alter table "location_place" add constraint "location_place_time_check" check ("until" > "since");`,
    )
  }

  #triggers(): void {
    for (const statement of [locationsAdded, locationsChanged, locationsRemoved]) this.addSql(statement)
    this.addSql(`create trigger location_added after insert on location referencing new table as becomes
      for each statement execute function locations_added()`)
    // Not for the labels that it writes itself. No other trigger and no cascade changes locations.
    this.addSql(`create trigger location_changed after update on location referencing old table as was new table as becomes
      for each statement when (pg_trigger_depth() = 0) execute function locations_changed()`)
    this.addSql(`create trigger location_removed after delete on location referencing old table as was
      for each statement execute function locations_removed()`)
    this.addSql(`create function refuse_label() returns trigger language plpgsql as $$ begin
      raise exception 'height and below are kept by the database' using errcode = 'restrict_violation', constraint = 'location_labels'; end $$`)
    this.addSql(`create trigger location_labels_new before insert on location for each row
      when (new.height <> 0 or new.below <> 0) execute function refuse_label()`)
    this.addSql(`create trigger location_labels_kept before update of height, below on location for each row
      when (pg_trigger_depth() = 0 and (old.height, old.below) is distinct from (new.height, new.below)) execute function refuse_label()`)
    this.addSql(`create trigger structure_change_append_only before delete or update of id, vendor_id, organization_id, kind,
      location_id, at, actor_id, reason, places, impact on structure_change for each row execute function refuse_change()`)
  }

  /** An organisation that was not merged into another has one, and it has not left; one at most says the exclusion. */
  #headquarters(): void {
    this.addSql(`create function organization_keeps_headquarters() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      declare owner_id uuid := case when tg_table_name = 'organization' then to_jsonb(new) ->> 'id' else to_jsonb(old) ->> 'organization_id' end;
      begin
        if exists (select from organization where id = owner_id and status <> 'merged')
          and not exists (select from location where organization_id = owner_id and is_headquarters and left_at is null) then
          raise exception 'organization % has no headquarters', owner_id
            using errcode = 'check_violation', constraint = 'organization_headquarters';
        end if;
        return null;
      end $$`)
    this.addSql(`create constraint trigger organization_headquarters after insert or update of status on organization
      deferrable initially deferred for each row execute function organization_keeps_headquarters()`)
    this.addSql(`create constraint trigger location_headquarters_kept after update of is_headquarters, organization_id, left_at or delete on location
      deferrable initially deferred for each row when (old.is_headquarters) execute function organization_keeps_headquarters()`)
  }

  /** At the end of a transaction nothing that stayed is below what left; within it, either may come first (DIS-R2). */
  #leaving(): void {
    this.addSql(`create function location_leaves_whole() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        if exists (select from location l join location a on a.id = l.parent_id
            where l.id = new.id and l.left_at is null and a.left_at is not null)
          or exists (select from location where id = new.id and left_at is not null and below > 0) then
          raise exception 'location % is below one that left, or left without those below it', new.id
            using errcode = 'check_violation', constraint = 'location_left_whole';
        end if;
        return null;
      end $$`)
    this.addSql(`create constraint trigger location_left_whole after update of left_at on location
      deferrable initially deferred for each row when ((old.left_at is null) <> (new.left_at is null))
      execute function location_leaves_whole()`)
  }

  /**
   * Searching by a part of a name cannot use an index under row-level security, since LIKE might tell of rows that are
   * hidden. So the function looks as the owner, within the organisation of the call and no other (PRI-R2).
   */
  #reading(): void {
    this.addSql(`create function find_locations(pattern text, most integer) returns table (id uuid) language sql stable
      security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      select l.id from location l
      where l.organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)
        and lower(' ' || l.name || ' ' || l.city || ' ' || l.legal_name || ' ' || l.number) like lower(pattern)
      limit most $$`)
    this.addSql(`create function next_location_number(vendor uuid) returns integer language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        -- Numbers of organisations and of locations are of one series, so that one is never taken for another.
        perform pg_advisory_xact_lock(hashtextextended('location numbers ' || vendor, 0));
        return 1 + greatest((select max(number) from location where vendor_id = vendor),
          (select max(global_number) from organization where vendor_id = vendor), 999999);
      end $$`)
  }

  /** Locations that were there before: their labels are counted, and they have stood where they stand since they came. */
  #existing(): void {
    this.addSql(`insert into location_place (vendor_id, organization_id, location_id, parent_id, number, name, country, is_headquarters, since)
      select vendor_id, organization_id, id, parent_id, number, name, country, is_headquarters, created_at
      from location where left_at is null`)
    this.addSql(`do $$ begin perform relabel_many(array_agg(id), array_agg(null::uuid), array_agg(parent_id),
      array_agg(0), array_agg((left_at is null)::int), array_agg(0)) from location having count(*) > 0; end $$`)
  }
}

/** The instant of a change: the call's moved clock where there is one, else the database's own, to the millisecond. */
const clock = `create function tree_clock() returns timestamptz language sql volatile as $$
  select date_trunc('milliseconds', coalesce(nullif(current_setting('ofrecord.clock', true), '')::timestamptz, clock_timestamp())) $$`

/** Whoever forgot to take the organisation's turn takes it here: labels are counted from what the last one left. */
const lockTrees = `create function lock_trees(ids uuid[]) returns void language plpgsql as $$ begin
  perform from organization where id = any(ids) order by id for no key update; end $$`

/**
 * One location that came, moved, left or came back. `had` and `has` say whether it counts, `under` and `tall` what is below
 * it. First it is taken from what was above it, then given to what is; the labels of both chains are worked out here and
 * written in one statement. Only where it may have been the highest is the next highest beside it asked for.
 */
const relabelOne = `create function relabel_one(moved uuid, from_id uuid, to_id uuid, had integer, has integer, under integer, tall integer)
  returns void language plpgsql as $$
  declare
    ids uuid[]; sides integer[]; belows integer[]; heights integer[]; lives integer[];
    was_below integer[]; was_height integer[]; n integer; same integer; child integer; next_tall integer; others integer;
  begin
    with recursive up as (
      select s.side, l.id, l.parent_id, l.below, l.height, (l.left_at is null)::integer as live, 1 as far
      from (values (0, from_id), (1, to_id)) as s(side, start) join location l on l.id = s.start
      union all
      select u.side, l.id, l.parent_id, l.below, l.height, (l.left_at is null)::integer, u.far + 1
      from up u join location l on l.id = u.parent_id where u.far < 16)
    select array_agg(u.id order by u.side, u.far), array_agg(u.side order by u.side, u.far), array_agg(u.below order by u.side, u.far),
      array_agg(u.height order by u.side, u.far), array_agg(u.live order by u.side, u.far)
    into ids, sides, belows, heights, lives from up u;
    n := coalesce(cardinality(ids), 0);
    was_below := belows;
    was_height := heights;
    child := 0;
    for i in 1 .. n loop
      exit when sides[i] = 1;
      belows[i] := belows[i] - had - under;
      if belows[i] = 0 then
        heights[i] := 0;
      elsif heights[i] = 1 + (case when child = 0 then tall else was_height[child] end)
        and (child = 0 or heights[child] <> was_height[child] or (lives[child] = 0 and belows[child] = 0)) then
        others := belows[i] - case when child = 0 then 0 else lives[child] + belows[child] end;
        select l.height into next_tall from location l
        where l.parent_id = ids[i] and l.id <> case when child = 0 then moved else ids[child] end order by l.height desc limit 1;
        heights[i] := greatest(case when others > 0 then 1 + coalesce(next_tall, 0) else 0 end,
          case when child > 0 and lives[child] + belows[child] > 0 then 1 + heights[child] else 0 end);
      end if;
      child := i;
    end loop;
    child := 0;
    for i in 1 .. n loop
      continue when sides[i] = 0;
      if ids[i] = moved then
        raise exception 'location % would be below itself', moved using errcode = 'check_violation', constraint = 'location_cycle';
      end if;
      if child = 0 and has = 1 and lives[i] = 0 and to_id is distinct from from_id then
        raise exception 'location % would be below one that left', moved using errcode = 'check_violation', constraint = 'location_left_whole';
      end if;
      same := array_position(ids, ids[i]);
      belows[i] := belows[same] + has + under;
      heights[i] := greatest(heights[same], case when child = 0 then case when has + under > 0 then 1 + tall else 0 end
        when lives[child] + belows[child] > 0 then 1 + heights[child] else 0 end);
      belows[same] := belows[i];
      heights[same] := heights[i];
      child := i;
    end loop;
    update location l set below = d.below, height = d.height
    from unnest(ids, belows, heights, was_below, was_height) as d(id, below, height, was_below, was_height)
    where l.id = d.id and (d.below <> d.was_below or d.height <> d.was_height);
  end $$`

/**
 * Many at once, in any constellation. The trees before and after are cut at the locations that change: each carries what
 * hangs on it unchanged (`rest`) from its old ancestors to its new ones. Plans are made for the number there are.
 */
const relabelMany = `create function relabel_many(ids uuid[], froms uuid[], tos uuid[], hads integer[], hass integer[], unders integer[])
  returns void language plpgsql set plan_cache_mode = force_custom_plan as $$
  declare cyclic boolean; farthest integer; stray boolean; touched uuid[]; batch uuid[];
  begin
    with recursive c as materialized (
      select * from unnest(ids, froms, tos, hads, hass, unders) as c(id, from_id, to_id, had, has, below)),
    before as (
      select c.id, c.from_id as at, 1 as far from c where c.from_id is not null
      union all
      select b.id, case when c.id is null then l.parent_id else c.from_id end, b.far + 1
      from before b left join c on c.id = b.at left join location l on l.id = b.at
      where b.far < 16 and case when c.id is null then l.parent_id else c.from_id end is not null),
    after as (
      select c.id, c.to_id as at, 1 as far from c where c.to_id is not null
      union all
      select a.id, l.parent_id, a.far + 1 from after a join location l on l.id = a.at
      where a.far < 16 and l.parent_id is not null),
    nearest as (select distinct on (b.id) b.id, b.at from before b join c on c.id = b.at order by b.id, b.far),
    own as (
      select c.id, c.had, c.has, c.below - coalesce(s.under, 0) as rest from c left join (
        select n.at, sum(c.had + c.below) as under from nearest n join c on c.id = n.id group by n.at) s on s.at = c.id),
    difference as (
      select d.at, sum(d.n)::integer as n from (
        select b.at, -(o.had + o.rest) as n from before b join own o on o.id = b.id
        union all select a.at, o.has + o.rest from after a join own o on o.id = a.id) d
      group by d.at),
    counted as (update location l set below = l.below + d.n from difference d where l.id = d.at and d.n <> 0)
    select bool_or(a.id = a.at), max(a.far), (select array_agg(d.at) from difference d),
      exists (select from c join location p on p.id = c.to_id where c.has = 1 and c.to_id is distinct from c.from_id and p.left_at is not null)
    into cyclic, farthest, touched, stray from after a;
    if cyclic or farthest >= 16 then
      raise exception 'locations would be below themselves' using errcode = 'check_violation', constraint = 'location_cycle';
    end if;
    if stray then
      raise exception 'locations would be below one that left' using errcode = 'check_violation', constraint = 'location_left_whole';
    end if;
    for batch in
      with recursive up as (
        select t.id, t.id as at, 0 as far from unnest(touched) as t(id)
        union all select u.id, l.parent_id, u.far + 1 from up u join location l on l.id = u.at
          where l.parent_id is not null and u.far < 16)
      select array_agg(d.id) from (select u.id, max(u.far) as depth from up u group by u.id) d group by d.depth order by d.depth desc
    loop
      update location a set height = n.height
      from (select l.id, case when l.below = 0 then 0 else 1 + coalesce((
          select k.height from location k where k.parent_id = l.id order by k.height desc limit 1), 0) end as height
        from unnest(batch) as b(id) join location l on l.id = b.id) n
      where a.id = n.id and a.height <> n.height;
    end loop;
  end $$`

/** Two changes in one instant are one place: nothing stood anywhere for no time at all. */
const placeMany = `create function place_many(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_custom_plan as $$
  declare at timestamptz := tree_clock();
  begin
    update location_place p set until = at where p.location_id = any(ids) and p.until is null and p.since < at;
    if exists (select from location_place p where p.location_id = any(ids) and p.until is null) then
      delete from location_place p using location l
      where p.location_id = any(ids) and p.until is null and l.id = p.location_id and l.left_at is not null;
      update location_place p set organization_id = l.organization_id, parent_id = l.parent_id, number = l.number, name = l.name,
        country = l.country, is_headquarters = l.is_headquarters
      from location l where p.location_id = any(ids) and p.until is null and l.id = p.location_id;
    end if;
    insert into location_place (vendor_id, organization_id, location_id, parent_id, number, name, country, is_headquarters, since)
    select l.vendor_id, l.organization_id, l.id, l.parent_id, l.number, l.name, l.country, l.is_headquarters,
      greatest(at, (select max(p.until) from location_place p where p.location_id = l.id))
    from location l where l.id = any(ids) and l.left_at is null
      and not exists (select from location_place p where p.location_id = l.id and p.until is null);
  end $$`

const owned = 'language plpgsql security definer set search_path = public, pg_temp'

/** Children may be written before the location above them: they are counted when it comes. */
const locationsAdded = `create function locations_added() returns trigger ${owned} as $$
  declare organizations uuid[]; one record; many integer; ids uuid[]; tos uuid[]; hads integer[]; hass integer[]; unders integer[];
  begin
    select array_agg(distinct organization_id), count(*) into organizations, many from becomes;
    if many = 0 then return null; end if;
    perform lock_trees(organizations);
    insert into location_place (vendor_id, organization_id, location_id, parent_id, number, name, country, is_headquarters, since)
    select vendor_id, organization_id, id, parent_id, number, name, country, is_headquarters, tree_clock()
    from becomes where left_at is null;
    if many = 1 then
      select id, parent_id, (left_at is null)::integer as has into one from becomes;
      if not exists (select from location where parent_id = one.id) then
        perform relabel_one(one.id, null, one.parent_id, 0, one.has, 0, 0);
        return null;
      end if;
    end if;
    -- Planned anew for the number there are: a plan for one row would compare every row with every other.
    execute 'select array_agg(id), array_agg(parent_id), array_agg(had), array_agg(has), array_agg(below) from (
        select id, parent_id, 0 as had, (left_at is null)::integer as has, 0 as below from becomes
        union all
        select l.id, l.parent_id, 0, (l.left_at is null)::integer, l.below from location l join becomes b on b.id = l.parent_id
        where not exists (select from becomes o where o.id = l.id)) c' into ids, tos, hads, hass, unders;
    perform relabel_many(ids, array_fill(null::uuid, array[cardinality(ids)]), tos, hads, hass, unders);
    return null;
  end $$`

const moved = '(o.parent_id is distinct from n.parent_id or (o.left_at is null) <> (n.left_at is null))'

const placedAnew = `(o.parent_id, o.organization_id, o.left_at is null, o.is_headquarters, o.number, o.name, o.country)
      is distinct from (n.parent_id, n.organization_id, n.left_at is null, n.is_headquarters, n.number, n.name, n.country)`

const locationsChanged = `create function locations_changed() returns trigger ${owned} as $$
  declare one record; at timestamptz; ids uuid[]; organizations uuid[]; moveds uuid[]; froms uuid[]; tos uuid[]; hads integer[];
    hass integer[]; unders integer[];
  begin
    if (select count(*) from (select from becomes limit 2) b) = 1 then
      select ${moved} as moved, o.organization_id as from_organization, o.parent_id as from_id, (o.left_at is null)::integer as had,
        (n.left_at is null)::integer as has, n.* into one from was o, becomes n where ${placedAnew};
      if not found then return null; end if;
      perform from organization where id in (one.organization_id, one.from_organization) order by id for no key update;
      if one.moved then
        perform relabel_one(one.id, one.from_id, one.parent_id, one.had, one.has, one.below, one.height);
      end if;
      if one.has = 1 and one.had = 1 then
        at := tree_clock();
        update location_place p set until = at where p.location_id = one.id and p.until is null and p.since < at;
        if found then
          insert into location_place (vendor_id, organization_id, location_id, parent_id, number, name, country, is_headquarters, since)
          values (one.vendor_id, one.organization_id, one.id, one.parent_id, one.number, one.name, one.country, one.is_headquarters, at);
          return null;
        end if;
      end if;
      perform place_many(array[one.id]);
      return null;
    end if;
    -- Planned anew for the number there are: a plan for one row would compare every row with every other.
    execute 'select array_agg(n.id), array_agg(distinct o.organization_id) || array_agg(distinct n.organization_id),
        array_agg(n.id) filter (where ${moved}), array_agg(o.parent_id) filter (where ${moved}), array_agg(n.parent_id) filter (where ${moved}),
        array_agg((o.left_at is null)::integer) filter (where ${moved}), array_agg((n.left_at is null)::integer) filter (where ${moved}),
        array_agg(o.below) filter (where ${moved})
      from was o join becomes n on n.id = o.id where ${placedAnew}' into ids, organizations, moveds, froms, tos, hads, hass, unders;
    if ids is null then return null; end if;
    perform lock_trees(organizations);
    if moveds is not null then
      perform relabel_many(moveds, froms, tos, hads, hass, unders);
    end if;
    perform place_many(ids);
    return null;
  end $$`

const locationsRemoved = `create function locations_removed() returns trigger ${owned} as $$
  declare organizations uuid[];
  begin
    select array_agg(distinct organization_id) into organizations from was;
    if organizations is null then return null; end if;
    perform lock_trees(organizations);
    perform relabel_many(array_agg(id), array_agg(parent_id), array_agg(null::uuid), array_agg((left_at is null)::integer), array_agg(0), array_agg(below))
    from was;
    return null;
  end $$`
