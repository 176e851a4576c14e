-- Format 1: one book's ledger. Everything else is a fold over it.
-- Ids, salts and hashes are raw bytes; times are microseconds since 1970 UTC.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,   -- 'key': the book's own 32 random bytes, which key its ids;
                            -- 'scrub': something was erased and the files are not clean of it yet
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (        -- what was recorded together: all of it is there, or none
  first_seq      INTEGER PRIMARY KEY,  -- number of its first entry
  count          INTEGER NOT NULL CHECK (count > 0),
  recorded_at_us INTEGER NOT NULL,
  hash           BLOB NOT NULL CHECK (length(hash) = 32)  -- of the batch before and of these headers
) STRICT;

CREATE TABLE entry (
  seq        INTEGER PRIMARY KEY,      -- 1, 2, 3 … without a gap
  id         BLOB NOT NULL CHECK (length(id) = 16),
  kind       INTEGER NOT NULL,         -- model::FactKind
  salt       BLOB,                     -- 16 random bytes; NULL: erased
  content    BLOB,                     -- the fact's bytes (docs/ledger-format.md); NULL: erased
  commitment BLOB                      -- H(salt, kind, content, text), kept only where erased
) STRICT;

CREATE TABLE text (         -- long texts apart, so that folding need not page through them
  seq  INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE known (        -- from an id to its entry, by 47 bits of the id
  prefix INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  PRIMARY KEY (prefix, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (     -- from an identity to the entries it stands in, by 47 bits of its id
  key INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID;

CREATE VIEW ledger AS SELECT seq, hex(id) AS id, kind, salt IS NULL AS erased FROM entry;
