-- The access log: what is appended stays as it is until its whole month leaves. PGlite and PostgreSQL (13 or newer) alike.

-- Where each log stands. Changes in the same transaction as the entries it counts.
create table access_log.heads (
  log text primary key,
  seq bigint not null default 0,
  hash text not null,
  tree json not null,
  -- The month the newest entries stand in; null before the first entry.
  month date,
  -- Whether that month still takes entries.
  open boolean not null default false
) with (fillfactor = 20);

-- `month` never goes back within a log, whatever the clock does: so a month of a log is one run of numbers, and can be sealed.
create table access_log.entries (
  log text not null,
  seq bigint not null,
  month date not null,
  at timestamptz not null,
  issuer text,
  actor text,
  client text,
  purpose text,
  operation text,
  outcome text not null,
  review boolean not null,
  -- Personal values answered.
  disclosed integer not null,
  -- People whose personal data was answered.
  people integer not null,
  domains text[] not null,
  text text not null,
  hash text not null,
  primary key (log, seq, month)
) partition by range (month);

create index on access_log.entries (at, log, seq);
create index on access_log.entries (actor, at, log, seq);
create index on access_log.entries (at, log, seq) where review;

-- Whose data each entry answered, by keyed hash, and from when on they may see it: null while an order stands.
create table access_log.subjects (
  subject text not null,
  at timestamptz not null,
  log text not null,
  seq bigint not null,
  month date not null,
  visible_from timestamptz,
  primary key (subject, at, log, seq, month)
) partition by range (month);

-- The months of each log: where one begins when its first entry comes, where it ends when it is sealed. Outlives its entries.
create table access_log.segments (
  log text not null,
  month date not null,
  first_seq bigint not null,
  prev text not null,
  tree_before json not null,
  last_seq bigint,
  last_hash text,
  tree_after json,
  root text,
  sealed_at timestamptz,
  pruned_at timestamptz,
  primary key (log, month),
  check ((sealed_at is null) = (last_seq is null) and (sealed_at is null) = (root is null)),
  check (pruned_at is null or sealed_at is not null)
);

create table access_log.checkpoints (
  id bigint generated always as identity primary key,
  log text not null,
  size bigint not null,
  root text not null,
  head text not null,
  at text not null,
  note text not null
);

create index on access_log.checkpoints (log, size);

create function access_log.refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the access log is not changed: % of % refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger refuse before update or delete on access_log.entries for each row execute function access_log.refuse();
create trigger refuse before update or delete on access_log.subjects for each row execute function access_log.refuse();
create trigger refuse before update or delete on access_log.checkpoints for each row execute function access_log.refuse();
create trigger refuse before delete on access_log.segments for each row execute function access_log.refuse();
create trigger refuse before delete on access_log.heads for each row execute function access_log.refuse();
create trigger refuse_truncate before truncate on access_log.entries execute function access_log.refuse();
create trigger refuse_truncate before truncate on access_log.subjects execute function access_log.refuse();
create trigger refuse_truncate before truncate on access_log.checkpoints execute function access_log.refuse();
create trigger refuse_truncate before truncate on access_log.segments execute function access_log.refuse();
create trigger refuse_truncate before truncate on access_log.heads execute function access_log.refuse();

create function access_log.only_forward() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'heads' then
    if new.log <> old.log or new.seq < old.seq or new.month < old.month
      or (new.seq = old.seq and (new.hash <> old.hash or new.tree::text <> old.tree::text)) then
      raise exception 'a head goes forward only' using errcode = 'insufficient_privilege';
    end if;
  elsif (new.log, new.month, new.first_seq, new.prev, new.tree_before::text)
      is distinct from (old.log, old.month, old.first_seq, old.prev, old.tree_before::text)
    or (old.sealed_at is not null and (new.last_seq, new.last_hash, new.tree_after::text, new.root, new.sealed_at)
      is distinct from (old.last_seq, old.last_hash, old.tree_after::text, old.root, old.sealed_at))
    or (old.pruned_at is not null and new.pruned_at is distinct from old.pruned_at) then
    raise exception 'what is sealed stays as it is' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger only_forward before update on access_log.heads for each row execute function access_log.only_forward();
create trigger only_forward before update on access_log.segments for each row execute function access_log.only_forward();

-- Attached, not created in place: that waits for no reader, and no writer waits for it.
create function access_log.make_part(whole text, first date) returns void language plpgsql as $$
declare
  part text := whole || to_char(first, '_YYYY_MM');
begin
  if to_regclass('access_log.' || part) is not null then return; end if;
  execute format('create table access_log.%I (like access_log.%I including defaults including constraints including indexes)', part, whole);
  execute format('create trigger refuse_truncate before truncate on access_log.%I execute function access_log.refuse()', part);
  execute format('alter table access_log.%I attach partition access_log.%I for values from (%L) to (%L)',
    whole, part, first, (first + interval '1 month')::date);
end $$;

create function access_log.make_month(first date) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('access_log.make_month', 0));
  perform access_log.make_part('entries', first);
  perform access_log.make_part('subjects', first);
end $$;

create function access_log.seal_head(head access_log.heads, the_root text) returns void language sql as $$
  update access_log.segments
  set last_seq = head.seq, last_hash = head.hash, tree_after = head.tree, root = the_root, sealed_at = now()
  where log = head.log and month = head.month;
$$;

-- Seals the newest month of a log that writes no more in it. True where the head stood where the caller saw it.
create function access_log.seal(the_log text, expected_seq bigint, the_root text) returns boolean language plpgsql as $$
declare
  head access_log.heads;
begin
  select * into head from access_log.heads where log = the_log for update;
  if not found or head.seq <> expected_seq or not head.open then return false; end if;
  perform access_log.seal_head(head, the_root);
  update access_log.heads set open = false where log = the_log;
  return true;
end $$;

-- The one way in: numbers the rows from where the log stands, and moves its head along. Refuses (AL001) where the log stands elsewhere
-- than the writer thinks: so nothing is ever written twice, nor by two.
create function access_log.append(
  the_log text, expected_seq bigint, expected_hash text, the_month date, root_before text, new_hash text, new_tree json, batch json
) returns bigint language plpgsql as $$
declare
  head access_log.heads;
  new_seq bigint := (new_tree ->> 'size')::bigint;
begin
  select * into head from access_log.heads where log = the_log for update;
  if not found or head.seq <> expected_seq or head.hash <> expected_hash or new_seq - expected_seq <> json_array_length(batch)
    or the_month < head.month or (the_month = head.month and not head.open) then
    raise exception 'the log % does not stand where its writer thinks', the_log using errcode = 'AL001';
  end if;
  if head.month is distinct from the_month then
    if head.open then perform access_log.seal_head(head, root_before); end if;
    insert into access_log.segments (log, month, first_seq, prev, tree_before)
    values (the_log, the_month, head.seq + 1, head.hash, head.tree);
  end if;
  with rows as materialized (
    select row.*, expected_seq + row.place as seq
    from rows from (json_to_recordset(batch) as (
      at timestamptz, issuer text, actor text, client text, purpose text, operation text, outcome text, review boolean,
      disclosed integer, domains text[], subjects text[], visible_from timestamptz, text text, hash text
    )) with ordinality as row(
      at, issuer, actor, client, purpose, operation, outcome, review, disclosed, domains, subjects, visible_from, text, hash, place
    )
  ), written as (
    insert into access_log.entries
      (log, seq, month, at, issuer, actor, client, purpose, operation, outcome, review, disclosed, people, domains, text, hash)
    select the_log, seq, the_month, at, issuer, actor, client, purpose, operation, outcome, review, disclosed, cardinality(subjects), domains, text,
      hash
    from rows
  )
  insert into access_log.subjects (subject, at, log, seq, month, visible_from)
  select subject, at, the_log, seq, the_month, visible_from from rows, unnest(subjects) as subject;
  update access_log.heads set seq = new_seq, hash = new_hash, tree = new_tree, month = the_month, open = true where log = the_log;
  return new_seq;
end $$;

-- Drops one month of all logs: only when every log has sealed it and signed for it.
create function access_log.drop_month(first date) returns void language plpgsql as $$
declare
  whole text;
begin
  perform set_config('lock_timeout', '3s', true);
  perform pg_advisory_xact_lock(hashtextextended('access_log.make_month', 0));
  -- Nobody writes there between the look and the drop.
  foreach whole in array array['subjects', 'entries'] loop
    if to_regclass('access_log.' || whole || to_char(first, '_YYYY_MM')) is not null then
      execute format('lock table access_log.%I in access exclusive mode', whole || to_char(first, '_YYYY_MM'));
    end if;
  end loop;
  if exists (select from access_log.segments where month = first and sealed_at is null) then
    raise exception 'not every log has sealed %', first using errcode = 'AL002';
  end if;
  if exists (
    select from access_log.segments segment where month = first and not exists (
      select from access_log.checkpoints where log = segment.log and size >= segment.last_seq
    )
  ) then
    raise exception 'no checkpoint covers %', first using errcode = 'AL002';
  end if;
  foreach whole in array array['subjects', 'entries'] loop
    execute format('drop table if exists access_log.%I', whole || to_char(first, '_YYYY_MM'));
  end loop;
  update access_log.segments set pruned_at = now() where month = first and pruned_at is null;
end $$;
