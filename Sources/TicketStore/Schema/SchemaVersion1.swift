/// The first version of the file.
///
/// Once released it is never edited: later versions migrate from it. Blobs are sealed unless the comment says otherwise; times are milliseconds since 1970. The
/// columns that a list needs stand before the sealed ones, so that they lie on the row's first page.
enum SchemaVersion1 {
  static let statements = """
    -- One row: the next row ids, which are never used twice, for seals are bound to them.
    CREATE TABLE workspace (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      version INTEGER NOT NULL,           -- counts every commit
      next_customer INTEGER NOT NULL,
      next_ticket INTEGER NOT NULL,
      next_message INTEGER NOT NULL,
      next_draft INTEGER NOT NULL,
      next_attachment INTEGER NOT NULL,
      last_audit INTEGER NOT NULL,        -- seq of the newest entry of the log
      mac BLOB NOT NULL,
      inventory BLOB NOT NULL             -- keyed sum over all marked rows
    ) STRICT;

    -- Names that people gave: queues, tags, languages, media types.
    CREATE TABLE word (id INTEGER PRIMARY KEY, name BLOB NOT NULL) STRICT;

    CREATE TABLE customer (
      id INTEGER PRIMARY KEY,
      version INTEGER NOT NULL,           -- of the vault
      identifier_count INTEGER NOT NULL,
      mac BLOB NOT NULL,
      hint BLOB                           -- initials
    ) STRICT;

    CREATE TABLE identifier (
      customer INTEGER NOT NULL REFERENCES customer(id),
      code BLOB NOT NULL,                 -- keyed HMAC of the value
      descriptor BLOB NOT NULL,
      value BLOB NOT NULL,
      PRIMARY KEY (customer, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX identifier_code ON identifier(code);

    CREATE TABLE ticket (
      id INTEGER PRIMARY KEY,
      customer INTEGER NOT NULL REFERENCES customer(id),
      version INTEGER NOT NULL,
      status INTEGER NOT NULL,
      priority INTEGER NOT NULL,
      assignee INTEGER,
      queue INTEGER NOT NULL,             -- word
      channel INTEGER NOT NULL,
      language INTEGER,                   -- word
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      due_at INTEGER,
      snoozed_until INTEGER,
      message_count INTEGER NOT NULL,
      incoming_count INTEGER NOT NULL,
      last_kind INTEGER NOT NULL,
      tags BLOB,                          -- words, 4 bytes each, in the clear
      mac BLOB NOT NULL,
      subject BLOB NOT NULL
    ) STRICT;
    CREATE INDEX ticket_customer ON ticket(customer);
    CREATE INDEX ticket_team_due ON ticket(ifnull(due_at, 9007199254740991), id)
      WHERE status <= 3;
    CREATE INDEX ticket_assignee_due ON ticket(assignee, ifnull(due_at, 9007199254740991), id)
      WHERE status <= 3;
    CREATE INDEX ticket_team_updated ON ticket(updated_at, id) WHERE status <= 3;
    CREATE INDEX ticket_team_priority
      ON ticket(priority DESC, ifnull(due_at, 9007199254740991), id) WHERE status <= 3;
    CREATE INDEX ticket_snoozed ON ticket(snoozed_until, id) WHERE status = 4;
    CREATE INDEX ticket_solved ON ticket(updated_at, id) WHERE status BETWEEN 5 AND 6;

    -- Finds tickets by tag; ticket.tags, which the mark covers, decides.
    CREATE TABLE ticket_tag (
      tag INTEGER NOT NULL,
      ticket INTEGER NOT NULL,
      PRIMARY KEY (tag, ticket)
    ) STRICT, WITHOUT ROWID;

    -- How many tickets stand where, so that counting does not read them.
    CREATE TABLE tally (
      status INTEGER NOT NULL,
      assignee INTEGER NOT NULL,          -- 0 for nobody
      count INTEGER NOT NULL,
      PRIMARY KEY (status, assignee)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE message (
      id INTEGER PRIMARY KEY,
      ticket INTEGER NOT NULL REFERENCES ticket(id),
      version INTEGER NOT NULL,
      author INTEGER NOT NULL,
      agent INTEGER,
      kind INTEGER NOT NULL,
      sent_at INTEGER NOT NULL,
      delivery INTEGER NOT NULL,
      delivery_at INTEGER,                -- until, next attempt, or when, by delivery
      attempts INTEGER NOT NULL,
      lease_until INTEGER,                -- outside the mark
      prior_status INTEGER,               -- what a recall goes back to
      prior_due_at INTEGER,
      attachment_count INTEGER NOT NULL,
      mail_id BLOB,                       -- keyed HMAC of the Message-ID, 16 bytes
      mac BLOB NOT NULL,
      author_name BLOB,
      reason BLOB,
      envelope BLOB,
      body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX message_ticket ON message(ticket);
    CREATE INDEX message_outbox ON message(delivery_at) WHERE delivery BETWEEN 1 AND 3;
    CREATE UNIQUE INDEX message_mail ON message(mail_id) WHERE mail_id IS NOT NULL;

    CREATE TABLE attachment (
      id INTEGER PRIMARY KEY,
      message INTEGER NOT NULL REFERENCES message(id),
      version INTEGER NOT NULL,
      media_type INTEGER NOT NULL,        -- word
      byte_count INTEGER NOT NULL,
      is_held INTEGER NOT NULL,
      chunk_count INTEGER NOT NULL,
      mac BLOB NOT NULL,
      name BLOB NOT NULL
    ) STRICT;
    CREATE INDEX attachment_message ON attachment(message);
    -- The id is the attachment's, shifted left by 20, and the chunk's place in it.
    CREATE TABLE attachment_chunk (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

    CREATE TABLE draft (
      id INTEGER PRIMARY KEY,
      ticket INTEGER NOT NULL REFERENCES ticket(id),
      user INTEGER NOT NULL,
      version INTEGER NOT NULL,
      purpose INTEGER NOT NULL,
      saved_at INTEGER NOT NULL,
      mac BLOB NOT NULL,
      body BLOB NOT NULL,
      UNIQUE (ticket, user)
    ) STRICT;

    -- How many of the customer's messages somebody has seen.
    CREATE TABLE seen (
      user INTEGER NOT NULL,
      ticket INTEGER NOT NULL REFERENCES ticket(id),
      incoming_count INTEGER NOT NULL,
      mac BLOB NOT NULL,
      PRIMARY KEY (user, ticket)
    ) STRICT, WITHOUT ROWID;

    -- Delivered mail, sealed to the intake key by a process that holds no other.
    CREATE TABLE intake (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      received_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      lease_until INTEGER,
      message BLOB NOT NULL
    ) STRICT;

    -- How often somebody looked, and when last at whom; the log itself is read by few.
    CREATE TABLE look (
      seq INTEGER PRIMARY KEY,            -- of the entry
      customer INTEGER NOT NULL REFERENCES customer(id),
      actor INTEGER NOT NULL,
      at INTEGER NOT NULL,
      mac BLOB NOT NULL,
      reason BLOB NOT NULL
    ) STRICT;
    CREATE INDEX look_customer ON look(customer, seq);
    CREATE INDEX look_actor ON look(actor, at);

    CREATE TABLE audit (
      seq INTEGER PRIMARY KEY,
      hash BLOB NOT NULL,
      time INTEGER NOT NULL,
      actor INTEGER NOT NULL,
      entry BLOB NOT NULL
    ) STRICT;
    """
}
