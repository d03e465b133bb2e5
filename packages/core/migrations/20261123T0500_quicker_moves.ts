import { Migration } from '@mikro-orm/migrations'

/**
 * A move wrote and asked more than it had to. A guard that looked at each row before it was written locked every row for
 * that, the labels' own too: the trigger that sees the whole statement refuses a label that somebody wrote. What is above
 * a location is climbed step by step and worked out on the way. Two moves in one instant are one place, without the way
 * for many. And a statement that changed no location is over at once.
 */
export class QuickerMovesMigration extends Migration {
  override name = '20261123T0500_quicker_moves'

  override up(): void {
    this.addSql(relabelOne)
    this.addSql(locationsChanged)
    this.addSql(`drop trigger location_labels_kept on location`)
  }
}

/**
 * One location that came, moved, left or came back. `had` and `has` say whether it counts, `under` and `tall` what is below
 * it. First it is taken from what was above it, then given to what is. A branch in which nothing counts any more is not
 * high at all (-1). Only where it may have been the highest is the next highest beside it asked for.
 */
const relabelOne = `create or replace function relabel_one(moved uuid, from_id uuid, to_id uuid, had integer, has integer, under integer, tall integer)
  returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
  declare
    ids uuid[] := '{}'; belows integer[] := '{}'; heights integer[] := '{}'; at uuid; up record; same integer;
    counted integer; high integer; beside integer; child uuid; child_count integer; child_was integer; child_high integer;
  begin
    at := from_id;
    child := moved; child_count := 0; child_was := tall; child_high := -1;
    while at is not null loop
      select l.parent_id, l.below, l.height, (l.left_at is null)::integer as live into up from location l where l.id = at;
      exit when not found;
      counted := up.below - had - under;
      high := up.height;
      if counted = 0 then
        high := 0;
      elsif high = 1 + child_was and child_high < child_was then
        high := 1 + child_high;
        if counted > child_count then
          select l.height into beside from location l where l.parent_id = at and l.id <> child order by l.height desc limit 1;
          high := greatest(high, 1 + coalesce(beside, 0));
        end if;
      end if;
      ids := ids || at; belows := belows || counted; heights := heights || high;
      child := at; child_count := up.live + counted; child_was := up.height;
      child_high := case when child_count > 0 then high else -1 end;
      at := up.parent_id;
    end loop;
    at := to_id;
    child_count := has + under; child_high := tall;
    while at is not null loop
      if at = moved then
        raise exception 'location % would be below itself', moved using errcode = 'check_violation', constraint = 'location_cycle';
      end if;
      select l.parent_id, l.below, l.height, (l.left_at is null)::integer as live into up from location l where l.id = at;
      exit when not found;
      if at = to_id and has = 1 and up.live = 0 and to_id is distinct from from_id then
        raise exception 'location % would be below one that left', moved using errcode = 'check_violation', constraint = 'location_left_whole';
      end if;
      same := array_position(ids, at);
      counted := coalesce(belows[same], up.below) + has + under;
      high := coalesce(heights[same], up.height);
      if child_count > 0 then
        high := greatest(high, 1 + child_high);
      end if;
      if same is null then
        ids := ids || at; belows := belows || counted; heights := heights || high;
      else
        belows[same] := counted; heights[same] := high;
      end if;
      child_count := up.live + counted; child_high := high;
      at := up.parent_id;
    end loop;
    update location l set below = d.below, height = d.height from unnest(ids, belows, heights) as d(id, below, height)
    where l.id = d.id and (l.below <> d.below or l.height <> d.height);
  end $$`

const moved = '(o.parent_id is distinct from n.parent_id or (o.left_at is null) <> (n.left_at is null))'

const labelled = '(o.height, o.below) is distinct from (n.height, n.below)'

const refuseLabel = `raise exception 'height and below are kept by the database'
        using errcode = 'restrict_violation', constraint = 'location_labels';`

const placedAnew = `(o.parent_id, o.organization_id, o.left_at is null, o.is_headquarters, o.number, o.name, o.country)
      is distinct from (n.parent_id, n.organization_id, n.left_at is null, n.is_headquarters, n.number, n.name, n.country)`

const locationsChanged = `create or replace function locations_changed() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare many integer; one record; at timestamptz; ids uuid[]; organizations uuid[]; moveds uuid[]; froms uuid[]; tos uuid[];
    hads integer[]; hass integer[]; unders integer[]; labels boolean;
  begin
    select count(*) into many from (select from becomes limit 2) b;
    if many = 0 then return null; end if;
    if many = 1 then
      select ${labelled} as labelled, ${moved} as moved, o.organization_id as from_organization, o.parent_id as from_id,
        (o.left_at is null)::integer as had, (n.left_at is null)::integer as has, n.*
      into one from was o, becomes n where ${placedAnew} or ${labelled};
      if not found then return null; end if;
      if one.labelled then ${refuseLabel} end if;
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
        -- Again in the same instant: nothing stood anywhere for no time at all.
        update location_place p set organization_id = one.organization_id, parent_id = one.parent_id, number = one.number, name = one.name,
          country = one.country, is_headquarters = one.is_headquarters where p.location_id = one.id and p.until is null;
        if found then return null; end if;
      end if;
      perform place_many(array[one.id]);
      return null;
    end if;
    -- Planned anew for the number there are: a plan for one row would compare every row with every other.
    execute 'select array_agg(n.id), array_agg(distinct o.organization_id) || array_agg(distinct n.organization_id),
        array_agg(n.id) filter (where ${moved}), array_agg(o.parent_id) filter (where ${moved}), array_agg(n.parent_id) filter (where ${moved}),
        array_agg((o.left_at is null)::integer) filter (where ${moved}), array_agg((n.left_at is null)::integer) filter (where ${moved}),
        array_agg(o.below) filter (where ${moved}), bool_or(${labelled})
      from was o join becomes n on n.id = o.id where ${placedAnew} or ${labelled}'
      into ids, organizations, moveds, froms, tos, hads, hass, unders, labels;
    if ids is null then return null; end if;
    if labels then ${refuseLabel} end if;
    perform lock_trees(organizations);
    if moveds is not null then
      perform relabel_many(moveds, froms, tos, hads, hass, unders);
    end if;
    perform place_many(ids);
    return null;
  end $$`
