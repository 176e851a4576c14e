-- Format 2: the same ledger, packed: rows of one page each, so that a book may grow to tens of
-- millions of entries. What format 1 kept in `entry` is moved here, and `entry` dropped.
-- docs/ledger-format.md says how the bytes of `records`, `pairs` and `bits` read.

CREATE TABLE block (        -- consecutive entries of one batch
  first_seq INTEGER PRIMARY KEY,  -- number of its first entry
  count     INTEGER NOT NULL CHECK (count > 0),
  records   BLOB NOT NULL         -- of each: kind, id, salt and content; or id and commitment
) STRICT;

-- `known` and `timeline` hold what was added last, a few thousand rows at the most. Whenever they are
-- full, and for a large batch at once, the pairs go sorted into a run: rows that are written once,
-- found by where they would stand, and merged with other runs of their size.

CREATE TABLE run (
  of      TEXT NOT NULL CHECK (of IN ('known', 'timeline')),
  number  INTEGER NOT NULL,       -- grows; a later run is of later entries
  pairs   INTEGER NOT NULL,
  filters INTEGER NOT NULL,       -- rows of the run in known_filter
  PRIMARY KEY (of, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_run (
  place INTEGER PRIMARY KEY,      -- number of the run * 2^40 + the first 39 of the first key's 47
                                  -- bits; or the place before + 1, where that is more
  pairs BLOB NOT NULL             -- sorted
) STRICT;

CREATE TABLE timeline_run (
  place INTEGER PRIMARY KEY,
  pairs BLOB NOT NULL
) STRICT;

CREATE TABLE known_filter (       -- which keys a run does not hold
  place INTEGER PRIMARY KEY,      -- number of the run * 2^40 + number of the page
  bits  BLOB NOT NULL
) STRICT;

DROP VIEW ledger;
