-- The schema of a fresh database: what the migrations beside this file add up to.
-- Written by Tests/StoreTests/Schema/SchemaStories.swift, which also compares it.
-- Never run by the program. Times are milliseconds UTC, phones E.164.

-- # Calls

-- record_due_at: When Phonet's history is asked for the CDR of a call that hung up without one; null: never.
-- is_first: 1: the first call of its phone. Stored, not computed: a purge must not make a later call the
-- first.
-- recording_leg: The leg that recording_url is of: the first answered one that has a recording.
-- is_own: 1: the outside number is one of the company's own lines. raw_number is the line.
-- version: Grows with each change that has an event; changed_at is that event's time, null: none since
-- version 0.6.0.
-- announced: Bits 1, 2, 4, 8: call.ringing, call.answered, call.ended, recording.ready are in the log, or
-- were due before there was one.
-- note: What people wrote about the call; null: nothing. Last, for it may be long.
-- ignored_by: The entry of the ignore list that the number fell under when the rules decided about the
-- call; null: none. No foreign key: the decision outlives the entry.
-- has_participants: 1: an employee took part besides the one who has the call.
CREATE TABLE call (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    direction TEXT
        CHECK (direction = 'incoming' OR direction = 'outgoing'
            OR direction = 'internal'),
    state TEXT NOT NULL
        CHECK (state = 'ringing' OR state = 'talking' OR state = 'ended'),
    outcome TEXT CHECK (outcome IN ('answered', 'missed')),
    phone TEXT,
    raw_number TEXT NOT NULL,
    number_class TEXT NOT NULL
        CHECK (number_class = 'external' OR number_class = 'short'
            OR number_class = 'hidden' OR number_class = 'other'),
    contact_name TEXT,
    trunk TEXT,
    extension TEXT,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    started_at INTEGER,
    answered_at INTEGER,
    ended_at INTEGER,
    wait_seconds INTEGER,
    talk_seconds INTEGER,
    disposition INTEGER,
    transfer_history TEXT,
    recording_url TEXT,
    client_id INTEGER REFERENCES client ON DELETE SET NULL,
    lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
    lead_created INTEGER NOT NULL CHECK (lead_created IN (0, 1)),
    origin TEXT NOT NULL CHECK (origin IN ('webhook', 'recovered')),
    -- When a call that hung up without a CDR becomes missed; null: never.
    settles_at INTEGER,
    -- Bits 1, 2, 4, 8: rules have run at the moments begins, rings, answered, missed.
    moments INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, record_due_at INTEGER, is_first INTEGER NOT NULL DEFAULT 0
    CHECK (is_first = 0 OR is_first = 1), recording_leg TEXT, is_own INTEGER NOT NULL DEFAULT 0
    CHECK (is_own = 0 OR (is_own = 1 AND phone IS NULL AND number_class = 'hidden')), version INTEGER NOT NULL DEFAULT 1, changed_at INTEGER, announced INTEGER NOT NULL DEFAULT 15, category_id INTEGER REFERENCES call_category, note TEXT CHECK (note <> ''), ignored_by INTEGER, has_participants INTEGER NOT NULL DEFAULT 0
    CHECK (has_participants = 0 OR has_participants = 1)) STRICT;
CREATE INDEX call_started ON call (started_at, id);
CREATE INDEX call_phone ON call (phone, started_at) WHERE phone IS NOT NULL;
CREATE INDEX call_employee ON call (employee_id, started_at);
CREATE INDEX call_settles ON call (settles_at) WHERE settles_at IS NOT NULL;
CREATE INDEX call_client ON call (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX call_lead ON call (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX call_unmapped ON call (extension, started_at)
    WHERE employee_id IS NULL AND extension IS NOT NULL;
CREATE INDEX call_record_due ON call (record_due_at) WHERE record_due_at IS NOT NULL;
CREATE INDEX call_live ON call (updated_at) WHERE state <> 'ended';

-- One index for each filter of the call log that may select few of many calls.
CREATE INDEX call_raw_number ON call (raw_number, started_at) WHERE phone IS NULL;
CREATE INDEX call_line ON call (trunk, started_at) WHERE trunk IS NOT NULL;
CREATE INDEX call_direction ON call (direction, started_at);
CREATE INDEX call_known ON call ((client_id IS NULL AND lead_id IS NULL), started_at);
CREATE INDEX call_missed ON call (started_at) WHERE outcome = 'missed';
CREATE INDEX call_recorded ON call (started_at) WHERE recording_url IS NOT NULL;
CREATE INDEX call_made_lead ON call (started_at) WHERE lead_created = 1;
CREATE INDEX call_first ON call (started_at) WHERE is_first = 1;
CREATE INDEX call_talk ON call (talk_seconds) WHERE talk_seconds IS NOT NULL;
CREATE INDEX call_wait ON call (wait_seconds) WHERE wait_seconds IS NOT NULL;

-- Ended calls by their end, for the live cards of the last minutes.
CREATE INDEX call_ended ON call (ended_at) WHERE state = 'ended' AND origin = 'webhook';
CREATE INDEX call_changed ON call (ifnull(changed_at, updated_at), id);
CREATE INDEX call_category_id ON call (category_id, started_at)
    WHERE category_id IS NOT NULL;
CREATE INDEX call_noted ON call (started_at) WHERE note IS NOT NULL;
CREATE INDEX call_ignored ON call (ignored_by, started_at) WHERE ignored_by IS NOT NULL;

-- Calls that no employee has.
CREATE INDEX call_nobody ON call (started_at)
    WHERE employee_id IS NULL AND has_participants = 0;
CREATE TRIGGER call_number_inserted AFTER INSERT ON call
    WHEN ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL)) IS NOT NULL BEGIN
    INSERT INTO number (number) SELECT ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL))
    WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL)));
    UPDATE number SET name = NEW.contact_name, folded = NULL
    WHERE NEW.contact_name <> '' AND number = ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL))
        AND name IS NOT NEW.contact_name;
END;
CREATE TRIGGER call_number_updated
    AFTER UPDATE OF phone, raw_number, contact_name ON call
    WHEN NEW.phone IS NOT OLD.phone OR NEW.raw_number <> OLD.raw_number
        OR NEW.contact_name IS NOT OLD.contact_name BEGIN
    DELETE FROM number WHERE number = ifnull(OLD.phone, iif(length(OLD.raw_number) BETWEEN 3 AND 15
AND OLD.raw_number NOT GLOB '*[^0-9]*', OLD.raw_number, NULL))
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
    UPDATE number SET name = NULL, folded = NULL
    WHERE number = ifnull(OLD.phone, iif(length(OLD.raw_number) BETWEEN 3 AND 15
AND OLD.raw_number NOT GLOB '*[^0-9]*', OLD.raw_number, NULL)) AND name = OLD.contact_name;
    INSERT INTO number (number) SELECT ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL))
    WHERE ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL)) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM number WHERE number = ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL)));
    UPDATE number SET name = NEW.contact_name, folded = NULL
    WHERE NEW.contact_name <> '' AND number = ifnull(NEW.phone, iif(length(NEW.raw_number) BETWEEN 3 AND 15
AND NEW.raw_number NOT GLOB '*[^0-9]*', NEW.raw_number, NULL))
        AND name IS NOT NEW.contact_name;
END;
CREATE TRIGGER call_number_deleted AFTER DELETE ON call
    WHEN ifnull(OLD.phone, iif(length(OLD.raw_number) BETWEEN 3 AND 15
AND OLD.raw_number NOT GLOB '*[^0-9]*', OLD.raw_number, NULL)) IS NOT NULL BEGIN
    DELETE FROM number WHERE number = ifnull(OLD.phone, iif(length(OLD.raw_number) BETWEEN 3 AND 15
AND OLD.raw_number NOT GLOB '*[^0-9]*', OLD.raw_number, NULL))
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
END;
CREATE TRIGGER call_day_inserted AFTER INSERT ON call WHEN NEW.started_at >= 0 BEGIN
    INSERT OR IGNORE INTO counted_day (day) VALUES (NEW.started_at / 86400000);
    UPDATE counted_day SET calls = NULL WHERE calls IS NOT NULL AND (day = NEW.started_at / 86400000);
END;
CREATE TRIGGER call_day_moved AFTER UPDATE OF started_at ON call
    WHEN NEW.started_at >= 0 AND NEW.started_at IS NOT OLD.started_at BEGIN
    INSERT OR IGNORE INTO counted_day (day) VALUES (NEW.started_at / 86400000);
END;
CREATE TRIGGER call_day_changed AFTER UPDATE OF started_at, direction, outcome, employee_id, phone, is_first, wait_seconds, talk_seconds, lead_created, trunk, category_id, ignored_by ON call
    WHEN OLD.started_at >= 0 OR NEW.started_at >= 0 BEGIN
    UPDATE counted_day SET calls = NULL WHERE calls IS NOT NULL AND (day = OLD.started_at / 86400000 OR day = NEW.started_at / 86400000);
END;
CREATE TRIGGER call_day_deleted AFTER DELETE ON call WHEN OLD.started_at >= 0 BEGIN
    UPDATE counted_day SET calls = NULL WHERE calls IS NOT NULL AND (day = OLD.started_at / 86400000);
END;

-- Uuids that belong to a call though neither it nor a leg has them: a message named one as
-- the parent of a leg that has another parent.
CREATE TABLE call_alias (
    uuid TEXT PRIMARY KEY,
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX call_alias_call ON call_alias (call_id);

-- record_seen_at: When the first CDR of the leg arrived; null: none has come.
-- pick_up_at: When a group's queue, a voice menu or a robot picked up; bridge_at is the answer of a person.
CREATE TABLE leg (
    uuid TEXT PRIMARY KEY,
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    parent TEXT,
    direction INTEGER CHECK (direction = 1 OR direction = 2 OR direction = 4),
    dial_seen INTEGER NOT NULL CHECK (dial_seen IN (0, 1)),
    dial_at INTEGER,
    bridge_at INTEGER,
    hangup_at INTEGER,
    hangup_seen_at INTEGER,
    party_kind INTEGER,
    extension TEXT,
    party_name TEXT,
    party_at INTEGER,
    number TEXT,
    contact_name TEXT,
    trunk TEXT,
    has_record INTEGER NOT NULL CHECK (has_record IN (0, 1)),
    end_at INTEGER,
    bill_seconds INTEGER,
    duration INTEGER,
    disposition INTEGER,
    transfer_history TEXT,
    recording_url TEXT,
    record_party_kind INTEGER,
    record_extension TEXT,
    record_party_name TEXT
, record_seen_at INTEGER, pick_up_at INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX leg_call ON leg (call_id);
CREATE TRIGGER leg_recording_inserted AFTER INSERT ON leg
    WHEN NEW.recording_url IS NOT NULL BEGIN
    INSERT INTO recording_copy (leg_uuid, state, recorded_at, next_at)
    SELECT NEW.uuid, 'waiting',
        ifnull(ifnull(NEW.end_at, NEW.hangup_at), ifnull(NEW.record_seen_at, 0)),
        ifnull(NEW.record_seen_at, 0) + 30000
    WHERE (SELECT document ->> 'keep_recordings_days' FROM setting) > 0
        AND NOT EXISTS (SELECT 1 FROM recording_copy WHERE leg_uuid = NEW.uuid);
END;
CREATE TRIGGER leg_recording_updated AFTER UPDATE OF recording_url ON leg
    WHEN NEW.recording_url IS NOT NULL AND NEW.recording_url IS NOT OLD.recording_url BEGIN
    INSERT INTO recording_copy (leg_uuid, state, recorded_at, next_at)
    SELECT NEW.uuid, 'waiting',
        ifnull(ifnull(NEW.end_at, NEW.hangup_at), ifnull(NEW.record_seen_at, 0)),
        ifnull(NEW.record_seen_at, 0) + 30000
    WHERE (SELECT document ->> 'keep_recordings_days' FROM setting) > 0
        AND NOT EXISTS (SELECT 1 FROM recording_copy WHERE leg_uuid = NEW.uuid);
END;
CREATE TRIGGER leg_recording_erased AFTER UPDATE OF recording_url ON leg
    WHEN NEW.recording_url IS NULL AND OLD.recording_url IS NOT NULL BEGIN
    DELETE FROM recording_copy WHERE leg_uuid = NEW.uuid;
END;

-- The company's own lines: numbers that calls came in on or went out by.
CREATE TABLE "line" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What Phonet calls it, as call.trunk: E.164 where that is a whole number.
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    -- What the company calls it; null: it has no name yet.
    name TEXT CHECK (name <> ''),
    -- What it has of its own, by the keys of the settings; a key that is missing is the company's.
    settings TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
    version INTEGER NOT NULL DEFAULT 1,
    -- Since when it is known.
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    rule TEXT NOT NULL,
    moment TEXT NOT NULL,
    result TEXT NOT NULL,
    reason_uk TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    facts TEXT NOT NULL,
    settings_version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- A rule decides once at each moment of a call, however often a message is repeated.
    UNIQUE (call_id, rule, moment)
) STRICT;

CREATE TABLE turn (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    call_id INTEGER REFERENCES call ON DELETE SET NULL,
    lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    mode TEXT NOT NULL CHECK (mode = 'off' OR mode = 'even' OR mode = 'active'),
    skipped TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX turn_lead ON turn (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX turn_call ON turn (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX turn_employee ON turn (employee_id) WHERE employee_id IS NOT NULL;

-- The last result of fetching a leg's recording.
CREATE TABLE recording (
    leg_uuid TEXT PRIMARY KEY REFERENCES leg ON DELETE CASCADE,
    checked_at INTEGER NOT NULL,
    finding TEXT NOT NULL
        CHECK (finding = 'played' OR finding = 'not_ready' OR finding = 'failed'),
    -- Error code; null: it played.
    trouble TEXT CHECK (trouble <> ''),
    trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details)),
    trouble_uk TEXT,
    trouble_en TEXT,
    CHECK ((finding = 'played') = (trouble IS NULL)),
    CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
    CHECK ((trouble IS NULL) = (trouble_en IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX recording_failed ON recording (checked_at) WHERE finding = 'failed';

-- When a listener last requested a part of a recording: one playback is many requests.
CREATE TABLE listening (
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    -- `employee/3`, or `token/CRM` for the API.
    listener TEXT NOT NULL,
    heard_at INTEGER NOT NULL,
    PRIMARY KEY (call_id, listener)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    -- The query of the call log's URL.
    query TEXT NOT NULL,
    UNIQUE (employee_id, name)
) STRICT;

-- # Contacts

-- url: The address of the contact's card in the CRM; it wins over the template of the settings. NULL:
-- none.
-- other_phones: Phones of a contact as the CRM wrote them that are no telephone numbers: a JSON list of texts.
-- Null: none.
-- is_owned: 1: the client has an admin.
CREATE TABLE client (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    external_id TEXT UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    company TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, url TEXT CHECK (url <> ''), version INTEGER NOT NULL DEFAULT 1, changed_at INTEGER, other_phones TEXT
    CHECK (other_phones IS NULL OR json_valid(other_phones)), is_owned INTEGER NOT NULL DEFAULT 0
    CHECK (is_owned = 0 OR is_owned = 1)) STRICT;
CREATE INDEX client_changed ON client (ifnull(changed_at, updated_at), id);
CREATE INDEX client_nobody ON client (id) WHERE is_owned = 0;
CREATE TRIGGER client_name_inserted AFTER INSERT ON client BEGIN
    INSERT INTO client_name (client_id) VALUES (NEW.id);
END;
CREATE TRIGGER client_name_updated AFTER UPDATE OF name, company ON client
    WHEN NEW.name <> OLD.name OR NEW.company IS NOT OLD.company BEGIN
    UPDATE client_name SET folded = NULL WHERE client_id = NEW.id;
END;
CREATE TRIGGER client_alias_inserted AFTER INSERT ON client
    WHEN NEW.external_id IS NOT NULL BEGIN
    DELETE FROM client_alias WHERE external_id = NEW.external_id;
END;
CREATE TRIGGER client_alias_updated AFTER UPDATE OF external_id ON client
    WHEN NEW.external_id IS NOT OLD.external_id BEGIN
    DELETE FROM client_alias WHERE external_id = NEW.external_id;
END;

CREATE TABLE client_phone (
    e164 TEXT NOT NULL CHECK (e164 GLOB '+[0-9]*'),
    client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (e164, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_phone_client ON client_phone (client_id);
CREATE TRIGGER client_phone_number_inserted AFTER INSERT ON client_phone BEGIN
    INSERT INTO number (number) SELECT NEW.e164
    WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
END;
CREATE TRIGGER client_phone_number_updated AFTER UPDATE OF e164 ON client_phone
    WHEN NEW.e164 <> OLD.e164 BEGIN
    DELETE FROM number WHERE number = OLD.e164
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
    INSERT INTO number (number) SELECT NEW.e164
    WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
END;
CREATE TRIGGER client_phone_number_deleted AFTER DELETE ON client_phone BEGIN
    DELETE FROM number WHERE number = OLD.e164
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
END;

CREATE TABLE client_admin (
    client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE,
    position INTEGER NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES employee,
    PRIMARY KEY (client_id, position),
    UNIQUE (client_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_admin_employee ON client_admin (employee_id);
CREATE TRIGGER client_admin_inserted AFTER INSERT ON client_admin BEGIN
    UPDATE client SET is_owned = 1 WHERE id = NEW.client_id AND is_owned = 0;
END;
CREATE TRIGGER client_admin_deleted AFTER DELETE ON client_admin BEGIN
    UPDATE client SET is_owned = 0 WHERE id = OLD.client_id AND NOT EXISTS (
        SELECT 1 FROM client_admin WHERE client_id = OLD.client_id);
END;

-- Search and sort keys of names (`FoldedName`). Triggers add the rows and empty them when a name
-- changes; null: the next search writes the key.
-- is_split: 1: client_name_part has the parts of the key.
CREATE TABLE client_name (
    client_id INTEGER PRIMARY KEY REFERENCES client ON DELETE CASCADE,
    folded TEXT
, is_split INTEGER NOT NULL DEFAULT 0
    CHECK (is_split = 0 OR is_split = 1)) STRICT;
CREATE INDEX client_name_folded ON client_name (folded);
CREATE INDEX client_name_unsplit ON client_name (client_id) WHERE is_split = 0;
CREATE TRIGGER client_name_changed AFTER UPDATE OF folded ON client_name
    WHEN OLD.is_split = 1 AND NEW.folded IS NOT OLD.folded BEGIN
    DELETE FROM client_name_part WHERE client_id = OLD.client_id AND part IN (
        SELECT DISTINCT substr(OLD.folded, place.value, 3)
FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,418]') AS place
WHERE place.value <= length(OLD.folded) - 2);
    UPDATE client_name SET is_split = 0 WHERE client_id = OLD.client_id;
END;
CREATE TRIGGER client_name_deleted AFTER DELETE ON client_name
    WHEN OLD.is_split = 1 BEGIN
    DELETE FROM client_name_part WHERE client_id = OLD.client_id AND part IN (
        SELECT DISTINCT substr(OLD.folded, place.value, 3)
FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,418]') AS place
WHERE place.value <= length(OLD.folded) - 2);
END;

CREATE TABLE lead (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    external_id TEXT UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    status_id INTEGER NOT NULL REFERENCES lead_status,
    source_id INTEGER REFERENCES lead_source,
    responsible_employee_id INTEGER REFERENCES employee,
    origin TEXT NOT NULL
        CHECK (origin = 'telephony' OR origin = 'manual' OR origin = 'api'),
    -- The call that made this lead. No foreign key: a call and its lead are written in either
    -- order.
    call_id INTEGER REFERENCES call ON DELETE SET NULL,
    -- When a person or the API last changed it; rules do not change such a lead.
    edited_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, url TEXT CHECK (url <> ''), version INTEGER NOT NULL DEFAULT 1, changed_at INTEGER, other_phones TEXT
    CHECK (other_phones IS NULL OR json_valid(other_phones))) STRICT;
CREATE INDEX lead_status_id ON lead (status_id);
CREATE INDEX lead_source_id ON lead (source_id);
CREATE INDEX lead_responsible ON lead (responsible_employee_id);
CREATE INDEX lead_call ON lead (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX lead_changed ON lead (ifnull(changed_at, updated_at), id);
CREATE TRIGGER lead_name_inserted AFTER INSERT ON lead BEGIN
    INSERT INTO lead_name (lead_id) VALUES (NEW.id);
END;
CREATE TRIGGER lead_name_updated AFTER UPDATE OF name ON lead
    WHEN NEW.name <> OLD.name BEGIN
    UPDATE lead_name SET folded = NULL WHERE lead_id = NEW.id;
END;
CREATE TRIGGER lead_alias_inserted AFTER INSERT ON lead
    WHEN NEW.external_id IS NOT NULL BEGIN
    DELETE FROM lead_alias WHERE external_id = NEW.external_id;
END;
CREATE TRIGGER lead_alias_updated AFTER UPDATE OF external_id ON lead
    WHEN NEW.external_id IS NOT OLD.external_id BEGIN
    DELETE FROM lead_alias WHERE external_id = NEW.external_id;
END;

CREATE TABLE lead_phone (
    e164 TEXT NOT NULL CHECK (e164 GLOB '+[0-9]*'),
    lead_id INTEGER NOT NULL REFERENCES lead ON DELETE CASCADE,
    position INTEGER NOT NULL,
    PRIMARY KEY (e164, lead_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_phone_lead ON lead_phone (lead_id);
CREATE TRIGGER lead_phone_number_inserted AFTER INSERT ON lead_phone BEGIN
    INSERT INTO number (number) SELECT NEW.e164
    WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
END;
CREATE TRIGGER lead_phone_number_updated AFTER UPDATE OF e164 ON lead_phone
    WHEN NEW.e164 <> OLD.e164 BEGIN
    DELETE FROM number WHERE number = OLD.e164
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
    INSERT INTO number (number) SELECT NEW.e164
    WHERE NOT EXISTS (SELECT 1 FROM number WHERE number = NEW.e164);
END;
CREATE TRIGGER lead_phone_number_deleted AFTER DELETE ON lead_phone BEGIN
    DELETE FROM number WHERE number = OLD.e164
    AND NOT EXISTS (SELECT 1 FROM call WHERE phone = number.number)
    AND NOT EXISTS (
        SELECT 1 FROM call WHERE phone IS NULL AND raw_number = number.number)
    AND NOT EXISTS (SELECT 1 FROM client_phone WHERE e164 = number.number)
    AND NOT EXISTS (SELECT 1 FROM lead_phone WHERE e164 = number.number);
END;

-- is_split: 1: lead_name_part has the parts of the key.
CREATE TABLE lead_name (
    lead_id INTEGER PRIMARY KEY REFERENCES lead ON DELETE CASCADE,
    folded TEXT
, is_split INTEGER NOT NULL DEFAULT 0
    CHECK (is_split = 0 OR is_split = 1)) STRICT;
CREATE INDEX lead_name_unfolded ON lead_name (lead_id) WHERE folded IS NULL;
CREATE INDEX lead_name_unsplit ON lead_name (lead_id) WHERE is_split = 0;
CREATE TRIGGER lead_name_changed AFTER UPDATE OF folded ON lead_name
    WHEN OLD.is_split = 1 AND NEW.folded IS NOT OLD.folded BEGIN
    DELETE FROM lead_name_part WHERE lead_id = OLD.lead_id AND part IN (
        SELECT DISTINCT substr(OLD.folded, place.value, 3)
FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,418]') AS place
WHERE place.value <= length(OLD.folded) - 2);
    UPDATE lead_name SET is_split = 0 WHERE lead_id = OLD.lead_id;
END;
CREATE TRIGGER lead_name_deleted AFTER DELETE ON lead_name
    WHEN OLD.is_split = 1 BEGIN
    DELETE FROM lead_name_part WHERE lead_id = OLD.lead_id AND part IN (
        SELECT DISTINCT substr(OLD.folded, place.value, 3)
FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255,256,257,258,259,260,261,262,263,264,265,266,267,268,269,270,271,272,273,274,275,276,277,278,279,280,281,282,283,284,285,286,287,288,289,290,291,292,293,294,295,296,297,298,299,300,301,302,303,304,305,306,307,308,309,310,311,312,313,314,315,316,317,318,319,320,321,322,323,324,325,326,327,328,329,330,331,332,333,334,335,336,337,338,339,340,341,342,343,344,345,346,347,348,349,350,351,352,353,354,355,356,357,358,359,360,361,362,363,364,365,366,367,368,369,370,371,372,373,374,375,376,377,378,379,380,381,382,383,384,385,386,387,388,389,390,391,392,393,394,395,396,397,398,399,400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,418]') AS place
WHERE place.value <= length(OLD.folded) - 2);
END;

-- version: Grows with each change.
CREATE TABLE lead_status (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    kind TEXT NOT NULL
        CHECK (kind = 'active' OR kind = 'won' OR kind = 'lost' OR kind = 'junk'),
    position INTEGER NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)), version INTEGER NOT NULL DEFAULT 1,
    CHECK (is_default = 0 OR kind = 'active')
) STRICT;
CREATE UNIQUE INDEX lead_status_default ON lead_status (is_default) WHERE is_default = 1;
CREATE TRIGGER lead_status_changed AFTER UPDATE ON lead_status
    WHEN NEW.name <> OLD.name OR NEW.kind <> OLD.kind OR NEW.position <> OLD.position
        OR NEW.is_default <> OLD.is_default BEGIN
    UPDATE lead_status SET version = OLD.version + 1 WHERE id = NEW.id;
END;

CREATE TABLE lead_source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    position INTEGER NOT NULL
, version INTEGER NOT NULL DEFAULT 1) STRICT;
CREATE TRIGGER lead_source_changed AFTER UPDATE ON lead_source
    WHEN NEW.name <> OLD.name OR NEW.position <> OLD.position BEGIN
    UPDATE lead_source SET version = OLD.version + 1 WHERE id = NEW.id;
END;

-- Calls that a person or the CRM attached to a client or a lead: on the call's page, or older
-- calls of a phone that was added to a contact card. Needed to undo it.
-- sync_run_id: The run or the import that attached calls; both null: a person or the CRM did.
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER REFERENCES client ON DELETE CASCADE,
    lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
    -- 1: it added the calls' phone to the contact card; undoing removes the phone.
    with_number INTEGER NOT NULL CHECK (with_number IN (0, 1)),
    at INTEGER NOT NULL,
    -- The name at that time.
    actor TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    -- Null: not undone.
    undone_at INTEGER, sync_run_id INTEGER
    REFERENCES sync_run ON DELETE SET NULL, import_job_id INTEGER
    REFERENCES import_job ON DELETE SET NULL,
    CHECK ((client_id IS NULL) <> (lead_id IS NULL))
) STRICT;
CREATE INDEX attachment_client ON attachment (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX attachment_lead ON attachment (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX attachment_employee ON attachment (employee_id)
    WHERE employee_id IS NOT NULL;
CREATE INDEX attachment_sync_run ON attachment (sync_run_id)
    WHERE sync_run_id IS NOT NULL;
CREATE INDEX attachment_import_job ON attachment (import_job_id)
    WHERE import_job_id IS NOT NULL;

CREATE TABLE attached_call (
    attachment_id INTEGER NOT NULL REFERENCES attachment ON DELETE CASCADE,
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    -- The client or lead of the call before; null: none.
    from_client_id INTEGER REFERENCES client ON DELETE SET NULL,
    from_lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
    PRIMARY KEY (attachment_id, call_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attached_call_call ON attached_call (call_id);
CREATE INDEX attached_call_from_client ON attached_call (from_client_id)
    WHERE from_client_id IS NOT NULL;
CREATE INDEX attached_call_from_lead ON attached_call (from_lead_id)
    WHERE from_lead_id IS NOT NULL;

-- Clients and leads that were deleted or merged, and that rows still name: too many for one
-- transaction. Such a contact is hidden, and deleted with its last row.
CREATE TABLE removal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client_id INTEGER UNIQUE REFERENCES client ON DELETE CASCADE,
    lead_id INTEGER UNIQUE REFERENCES lead ON DELETE CASCADE,
    -- The contact it was merged into, which gets the rows; both null: it was deleted.
    heir_client_id INTEGER REFERENCES client,
    heir_lead_id INTEGER REFERENCES lead,
    CHECK ((client_id IS NULL) <> (lead_id IS NULL)),
    CHECK (heir_client_id IS NULL OR client_id IS NOT NULL),
    CHECK (heir_lead_id IS NULL OR lead_id IS NOT NULL)
) STRICT;
CREATE INDEX removal_heir_client ON removal (heir_client_id)
    WHERE heir_client_id IS NOT NULL;
CREATE INDEX removal_heir_lead ON removal (heir_lead_id) WHERE heir_lead_id IS NOT NULL;

-- # Missed calls

-- Cases of missed calls, computed from the calls of a phone and its closings. The cases of one
-- phone never overlap.
CREATE TABLE missed_case (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
    opened_at INTEGER NOT NULL,
    last_missed_at INTEGER NOT NULL,
    missed_calls INTEGER NOT NULL CHECK (missed_calls > 0),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    first_call_id INTEGER REFERENCES call ON DELETE SET NULL,
    state TEXT NOT NULL
        CHECK (state = 'open' OR state = 'returned' OR state = 'closed'),
    ended_at INTEGER,
    returned_by_call_id INTEGER REFERENCES call ON DELETE SET NULL,
    closing_id INTEGER UNIQUE REFERENCES case_closing, version INTEGER NOT NULL DEFAULT 1, changed_at INTEGER,
    UNIQUE (phone, opened_at),
    CHECK (opened_at <= last_missed_at),
    CHECK (last_missed_at <= ended_at),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state = 'closed') = (closing_id IS NOT NULL)),
    CHECK (state = 'returned' OR returned_by_call_id IS NULL)
) STRICT;
CREATE INDEX missed_case_open ON missed_case (opened_at, id) WHERE ended_at IS NULL;
CREATE INDEX missed_case_ended ON missed_case (ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX missed_case_first_call ON missed_case (first_call_id)
    WHERE first_call_id IS NOT NULL;
CREATE INDEX missed_case_returned_by ON missed_case (returned_by_call_id)
    WHERE returned_by_call_id IS NOT NULL;
CREATE INDEX missed_case_changed
    ON missed_case (ifnull(changed_at, ifnull(ended_at, last_missed_at)), id);

-- Missed calls that a person closed by hand.
-- ignored_number_id: The entry whose making closed the case; null: an employee closed it, for the reason given.
CREATE TABLE case_closing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
    -- Closes missed calls up to this moment.
    at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    reason TEXT NOT NULL
        CHECK (reason = 'spam' OR reason = 'wrong_number' OR reason = 'solved'
            OR reason = 'other'),
    note TEXT CHECK (note <> ''),
    -- The name at that time.
    actor TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    -- Null: in force.
    withdrawn_at INTEGER, ignored_number_id INTEGER,
    CHECK (reason <> 'other' OR note IS NOT NULL)
) STRICT;
CREATE INDEX case_closing_phone ON case_closing (phone, at) WHERE withdrawn_at IS NULL;
CREATE INDEX case_closing_employee ON case_closing (employee_id)
    WHERE employee_id IS NOT NULL;
CREATE INDEX case_closing_ignored ON case_closing (ignored_number_id)
    WHERE ignored_number_id IS NOT NULL AND withdrawn_at IS NULL;

-- # Notices

-- told: What the notice told when it was sent, a code of NoticeNews; null: it is not sent, or was
-- sent by a version before 0.7.
CREATE TABLE notice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL
        CHECK (kind = 'incoming_call' OR kind = 'missed_call'
            OR kind = 'lead_assigned'),
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
    text TEXT NOT NULL,
    formed_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    sent_at INTEGER,
    seen_at INTEGER,
    dropped_reason TEXT, told TEXT CHECK (told <> ''),
    UNIQUE (call_id, kind, employee_id)
) STRICT;
CREATE INDEX notice_due ON notice (due_at) WHERE sent_at IS NULL AND dropped_reason IS NULL;
CREATE INDEX notice_employee ON notice (employee_id, id);
CREATE INDEX notice_lead ON notice (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX notice_unseen ON notice (employee_id, id)
    WHERE seen_at IS NULL AND dropped_reason IS NULL;

-- Nobody is told the same of one call twice, whatever the kind of the notice.
CREATE UNIQUE INDEX notice_told ON notice (call_id, employee_id, told)
    WHERE told IS NOT NULL;

-- Notice preferences of an employee; no row: all notices at any hour.
CREATE TABLE notice_preference (
    employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
    choice TEXT NOT NULL
        CHECK (choice = 'everything' OR choice = 'silent' OR choice = 'missed_only'
            OR choice = 'nothing'),
    -- Minutes of the day in the company's time zone; null: no quiet hours.
    quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 1439),
    CHECK ((quiet_from IS NULL) = (quiet_until IS NULL)),
    CHECK (quiet_from <> quiet_until)
) STRICT;

-- Live cards that an employee dismissed, in all their browsers.
CREATE TABLE dismissed_call (
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (call_id, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dismissed_call_employee ON dismissed_call (employee_id);

-- failure_details: Why the last push did not arrive, as in delivery_attempt; null since one arrived.
CREATE TABLE push_subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE CHECK (endpoint <> ''),
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    -- User-Agent of the browser.
    browser TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_delivered_at INTEGER,
    -- Error of the last push, and the HTTP status of the push service; null: it arrived.
    failure TEXT CHECK (failure <> ''),
    failure_details TEXT
    CHECK (failure_details IS NULL OR json_valid(failure_details))) STRICT;
CREATE INDEX push_subscription_employee ON push_subscription (employee_id);

-- SQLite uses ids again: nothing that waited for a browser may go to the next one.
CREATE TRIGGER push_subscription_removed AFTER DELETE ON push_subscription BEGIN
    UPDATE delivery SET address = NULL
    WHERE address = OLD.id AND channel = 'web_push' AND state IN ('waiting', 'sending');
END;

-- The VAPID key (RFC 8292); browsers subscribe with its public half.
CREATE TABLE push_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    private_key BLOB NOT NULL CHECK (length(private_key) = 32),
    created_at INTEGER NOT NULL
) STRICT;

-- # Webhook log

-- leg_uuid: The one leg that a quarantined message is about; null: none or several. In the message's row, so
-- that a flood of untrusted messages needs no second table.
-- reasons: A JSON list of {"code": …} with what the code leaves open; null: nothing to say, or a row
-- of version 0.6.0 and before, whose words stand in reason.
-- budget_key: Whose share of the budget of untrusted sources the message takes: an IPv4 address or an
-- IPv6 /64; null: a message that was trusted when it came.
CREATE TABLE webhook_message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint TEXT NOT NULL
        CHECK (endpoint = 'customer_data' OR endpoint = 'after_call_end'
            OR endpoint = 'call'),
    source_ip TEXT NOT NULL,
    trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
    received_at INTEGER NOT NULL,
    status TEXT NOT NULL
        CHECK (status = 'processed' OR status = 'duplicate' OR status = 'quarantined'
            OR status = 'failed'),
    reason TEXT,
    content_type TEXT,
    payload BLOB NOT NULL,
    call_id INTEGER REFERENCES call ON DELETE SET NULL
, leg_uuid TEXT, reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons)), budget_key TEXT) STRICT;
CREATE INDEX webhook_message_status ON webhook_message (status, id);
CREATE INDEX webhook_message_call ON webhook_message (call_id) WHERE call_id IS NOT NULL;
CREATE INDEX webhook_message_quarantined_leg ON webhook_message (leg_uuid)
    WHERE status = 'quarantined' AND leg_uuid IS NOT NULL;

-- The untrusted sources: only quarantined messages are in it.
CREATE INDEX webhook_message_stranger ON webhook_message (source_ip, endpoint, received_at)
    WHERE status = 'quarantined';

-- The oldest message of a source is the first to go.
CREATE INDEX webhook_message_untrusted ON webhook_message (budget_key, id)
    WHERE trusted = 0 OR status = 'quarantined';
CREATE TRIGGER untrusted_message_inserted AFTER INSERT ON webhook_message
    WHEN NEW.trusted = 0 OR NEW.status = 'quarantined'
BEGIN 
    INSERT INTO untrusted_source (key, bytes, messages)
        VALUES (ifnull(NEW.budget_key, NEW.source_ip), length(NEW.payload), 1)
        ON CONFLICT (key) DO UPDATE
            SET bytes = bytes + excluded.bytes, messages = messages + 1;
    UPDATE untrusted_total SET bytes = bytes + length(NEW.payload), messages = messages + 1;
 END;
CREATE TRIGGER untrusted_message_deleted AFTER DELETE ON webhook_message
    WHEN OLD.trusted = 0 OR OLD.status = 'quarantined'
BEGIN 
    UPDATE untrusted_source SET bytes = bytes - length(OLD.payload), messages = messages - 1
    WHERE key = ifnull(OLD.budget_key, OLD.source_ip);
    DELETE FROM untrusted_source
    WHERE key = ifnull(OLD.budget_key, OLD.source_ip) AND messages = 0;
    UPDATE untrusted_total SET bytes = bytes - length(OLD.payload), messages = messages - 1;
 END;
CREATE TRIGGER untrusted_message_left
    AFTER UPDATE OF trusted, status, payload, budget_key ON webhook_message
    WHEN OLD.trusted = 0 OR OLD.status = 'quarantined'
BEGIN 
    UPDATE untrusted_source SET bytes = bytes - length(OLD.payload), messages = messages - 1
    WHERE key = ifnull(OLD.budget_key, OLD.source_ip);
    DELETE FROM untrusted_source
    WHERE key = ifnull(OLD.budget_key, OLD.source_ip) AND messages = 0;
    UPDATE untrusted_total SET bytes = bytes - length(OLD.payload), messages = messages - 1;
 END;
CREATE TRIGGER untrusted_message_came
    AFTER UPDATE OF trusted, status, payload, budget_key ON webhook_message
    WHEN NEW.trusted = 0 OR NEW.status = 'quarantined'
BEGIN 
    INSERT INTO untrusted_source (key, bytes, messages)
        VALUES (ifnull(NEW.budget_key, NEW.source_ip), length(NEW.payload), 1)
        ON CONFLICT (key) DO UPDATE
            SET bytes = bytes + excluded.bytes, messages = messages + 1;
    UPDATE untrusted_total SET bytes = bytes + length(NEW.payload), messages = messages + 1;
 END;

-- What is kept of untrusted sources, whatever its status: one row for each share of the
-- budget. Triggers keep it.
CREATE TABLE untrusted_source (
    -- As webhook_message.budget_key.
    key TEXT PRIMARY KEY,
    -- Of the bodies.
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    messages INTEGER NOT NULL CHECK (messages >= 0)
) STRICT, WITHOUT ROWID;

-- By the room on the disk.
CREATE INDEX untrusted_source_size ON untrusted_source (bytes + 512 * messages);

-- The sums of untrusted_source, in one row.
CREATE TABLE untrusted_total (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    messages INTEGER NOT NULL CHECK (messages >= 0)
) STRICT;

-- When a message of each kind last arrived, and from where; one row for each kind and trust.
CREATE TABLE last_received (
    kind TEXT NOT NULL
        CHECK (kind = 'customer_data' OR kind = 'after_call_end' OR kind = 'call.dial'
            OR kind = 'call.bridge' OR kind = 'call.hangup'),
    trusted INTEGER NOT NULL CHECK (trusted = 0 OR trusted = 1),
    at INTEGER NOT NULL,
    source_ip TEXT NOT NULL,
    PRIMARY KEY (kind, trusted)
) STRICT, WITHOUT ROWID;

-- # Reconciliation

-- Reconciliations of the call log with Phonet's history.
CREATE TABLE comparison (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reason TEXT NOT NULL
        CHECK (reason = 'schedule' OR reason = 'nightly' OR reason = 'person'
            OR reason = 'command'),
    from_at INTEGER NOT NULL,
    to_at INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    -- When its last page was read; one that has not ended and reads no page was interrupted.
    touched_at INTEGER NOT NULL,
    ended_at INTEGER,
    -- Everything from from_at to here was read.
    read_until INTEGER NOT NULL,
    records_read INTEGER NOT NULL DEFAULT 0,
    calls_added INTEGER NOT NULL DEFAULT 0,
    calls_changed INTEGER NOT NULL DEFAULT 0,
    calls_released INTEGER NOT NULL DEFAULT 0,
    -- Error code; null: it did not fail.
    cause TEXT CHECK (cause <> ''),
    cause_uk TEXT,
    cause_en TEXT, cause_details TEXT CHECK (cause_details IS NULL OR json_valid(cause_details)),
    CHECK (from_at <= to_at),
    CHECK ((cause IS NULL) = (cause_uk IS NULL)),
    CHECK ((cause IS NULL) = (cause_en IS NULL)),
    CHECK (cause IS NULL OR ended_at IS NOT NULL)
) STRICT;

-- Between these times the call log has every call of the account.
CREATE TABLE completeness (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    domain TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    CHECK (since <= until)
) STRICT;

-- Calls known only from history whose rules wait until the history after them is read.
CREATE TABLE unruled_call (
    call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    -- When it was found.
    found_at INTEGER NOT NULL
) STRICT;
CREATE INDEX unruled_call_started ON unruled_call (started_at);
CREATE INDEX unruled_call_found ON unruled_call (found_at);

-- # Dialling

-- Requests to Phonet to dial; written before Phonet is asked.
-- trouble_details: What the code of an error leaves open, a JSON object; null: no error, or a row of version
-- 0.6.0 and before, which kept words instead. Beside details the words are empty.
CREATE TABLE dialling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The key of the form; null: sent without one, as by the API.
    key TEXT CHECK (key <> ''),
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    extension TEXT NOT NULL CHECK (extension <> ''),
    -- What is dialled: E.164, or the digits of a short number.
    phone TEXT NOT NULL CHECK (phone <> ''),
    lead_id INTEGER REFERENCES lead ON DELETE SET NULL,
    client_id INTEGER REFERENCES client ON DELETE SET NULL,
    asked_at INTEGER NOT NULL,
    -- Null: Phonet has not answered, or the program ended first.
    answered_at INTEGER,
    uuid TEXT CHECK (uuid <> ''),
    trouble TEXT CHECK (trouble <> ''),
    trouble_uk TEXT,
    trouble_en TEXT,
    -- 0: Phonet certainly dials nothing.
    may_ring INTEGER NOT NULL CHECK (may_ring = 0 OR may_ring = 1), trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details)),
    CHECK ((answered_at IS NULL) = (uuid IS NULL AND trouble IS NULL)),
    CHECK (uuid IS NULL OR trouble IS NULL),
    CHECK ((trouble IS NULL) = (trouble_uk IS NULL)),
    CHECK ((trouble IS NULL) = (trouble_en IS NULL)),
    UNIQUE (employee_id, key)
) STRICT;
CREATE INDEX dialling_of ON dialling (employee_id, phone, asked_at);
CREATE INDEX dialling_uuid ON dialling (uuid) WHERE uuid IS NOT NULL;
CREATE INDEX dialling_lead ON dialling (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX dialling_client ON dialling (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX dialling_phone ON dialling (phone, asked_at);

-- # Employees

-- may_listen: Ticks: listens to recordings of others, takes lists away as files, deletes clients and leads.
-- The defaults are what people of the time before could do; new people are always given values.
CREATE TABLE employee (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    external_id TEXT UNIQUE,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT COLLATE NOCASE UNIQUE,
    extension TEXT CHECK (extension <> ''),
    role TEXT NOT NULL CHECK (role = 'employee' OR role = 'supervisor' OR role = 'admin'),
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    language TEXT CHECK (language IN ('uk', 'en')),
    last_seen_at INTEGER,
    online_until INTEGER,
    last_turn INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, version INTEGER NOT NULL DEFAULT 1, changed_at INTEGER, may_listen INTEGER NOT NULL DEFAULT 1
    CHECK (may_listen = 0 OR may_listen = 1), may_export INTEGER NOT NULL DEFAULT 1
    CHECK (may_export = 0 OR may_export = 1), may_delete INTEGER NOT NULL DEFAULT 0
    CHECK (may_delete = 0 OR may_delete = 1)) STRICT;
CREATE UNIQUE INDEX employee_extension ON employee (extension)
    WHERE active = 1 AND extension IS NOT NULL;
CREATE INDEX employee_changed ON employee (ifnull(changed_at, updated_at), id);
CREATE TRIGGER employee_extension_added AFTER INSERT ON employee
    WHEN NEW.active = 1 AND NEW.extension IS NOT NULL BEGIN
    INSERT INTO extension_owner (extension, from_at, employee_id)
    VALUES (NEW.extension, NEW.created_at, NEW.id);
END;
CREATE TRIGGER employee_extension_changed AFTER UPDATE OF extension, active ON employee
    WHEN NEW.active <> OLD.active OR NEW.extension IS NOT OLD.extension BEGIN
    UPDATE extension_owner SET until_at = max(from_at, NEW.updated_at)
    WHERE employee_id = NEW.id AND until_at IS NULL;
    INSERT INTO extension_owner (extension, from_at, employee_id)
    SELECT NEW.extension, NEW.updated_at, NEW.id
    WHERE NEW.active = 1 AND NEW.extension IS NOT NULL
    ON CONFLICT (extension, from_at, employee_id) DO UPDATE SET until_at = NULL;
END;

-- Who had an extension, from when until when. Triggers write it, whatever changes an employee.
CREATE TABLE extension_owner (
    extension TEXT NOT NULL CHECK (extension <> ''),
    from_at INTEGER NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    -- From this moment on no longer; null: they have it.
    until_at INTEGER,
    PRIMARY KEY (extension, from_at, employee_id),
    CHECK (from_at <= until_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX extension_owner_employee ON extension_owner (employee_id);
CREATE UNIQUE INDEX extension_owner_now ON extension_owner (extension)
    WHERE until_at IS NULL;

CREATE TABLE pause (
    extension TEXT PRIMARY KEY,
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- # Accounts

CREATE TABLE password (
    employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
    -- Includes its algorithm and cost parameters.
    hash TEXT NOT NULL CHECK (hash <> ''),
    changed_at INTEGER NOT NULL
) STRICT;

-- password_at: When the password was last typed in this session; null: never, as after a sign-in link.
-- role_limit: The highest role that the session gives; whoever has a higher one is an employee in it. Null:
-- the password was typed, and it gives the role of its employee.
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    source_ip TEXT NOT NULL,
    browser TEXT NOT NULL
, password_at INTEGER, role_limit TEXT CHECK (role_limit <> '')) STRICT;
CREATE INDEX session_employee ON session (employee_id);

-- Browsers that an employee signed in with before.
CREATE TABLE device (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX device_employee ON device (employee_id);

-- One-time links for choosing a password: of an employee, or of the first administrator.
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    -- Null: the first administrator.
    employee_id INTEGER REFERENCES employee ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX invitation_employee ON invitation (ifnull(employee_id, 0));

-- last_used_at: To the hour; null: never, or not since this is noted.
-- scope: A code of TokenScope. Tokens from before there were scopes may do everything.
-- sign_in: Whether it may make sign-in links.
-- expires_at: From this moment on it is refused; null: never.
-- networks: JSON array of the networks that may use it; empty: any.
CREATE TABLE api_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
, last_used_at INTEGER, scope TEXT NOT NULL DEFAULT 'admin' CHECK (scope <> ''), sign_in INTEGER NOT NULL DEFAULT 0
    CHECK (sign_in = 0 OR sign_in = 1), expires_at INTEGER, networks TEXT NOT NULL DEFAULT '[]'
    CHECK (json_valid(networks))) STRICT;

CREATE TABLE webhook_token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE TABLE audit_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    -- The name at that time; employees and tokens may be renamed or deleted later.
    actor TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    source_ip TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action <> ''),
    -- The object of the action, as `employee/3`; never a secret.
    subject TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entry_employee ON audit_entry (employee_id)
    WHERE employee_id IS NOT NULL;
CREATE TRIGGER audit_entry_deleted BEFORE DELETE ON audit_entry
    WHEN OLD.at >= coalesce(
        (SELECT max(began_at) FROM purge WHERE ended_at IS NULL) - 31536000000, OLD.at)
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

-- Rows are only added; deleting an employee sets employee_id to null and changes nothing else.
CREATE TRIGGER audit_entry_changed BEFORE UPDATE ON audit_entry
    WHEN (NEW.employee_id IS NOT NULL OR OLD.employee_id IS NULL
            OR EXISTS (SELECT 1 FROM employee WHERE id = OLD.employee_id)
            OR (NEW.id, NEW.at, NEW.actor, NEW.source_ip, NEW.action, NEW.subject)
                IS NOT (OLD.id, OLD.at, OLD.actor, OLD.source_ip, OLD.action, OLD.subject))
        AND ((NEW.id, NEW.at, NEW.actor, NEW.source_ip, NEW.action, NEW.employee_id)
                IS NOT (OLD.id, OLD.at, OLD.actor, OLD.source_ip, OLD.action,
                    OLD.employee_id)
            OR NOT EXISTS (SELECT 1 FROM erasure WHERE ended_at IS NULL))
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;

-- # Settings

-- telegram_bot_token: Write-only on screens, as the key of Phonet; empty: no bot.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    document TEXT NOT NULL CHECK (json_valid(document)),
    phonet_api_key TEXT NOT NULL,
    saved_at INTEGER NOT NULL
, telegram_bot_token TEXT NOT NULL DEFAULT '') STRICT;

-- Every version of the settings document, for rollback; without secrets.
CREATE TABLE setting_version (
    version INTEGER PRIMARY KEY,
    document TEXT NOT NULL CHECK (json_valid(document)),
    saved_at INTEGER NOT NULL,
    actor TEXT NOT NULL
) STRICT;

CREATE TABLE setting_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    old_value TEXT NOT NULL,
    new_value TEXT NOT NULL,
    UNIQUE (version, key)
) STRICT;

-- Result of the last "Check connection".
CREATE TABLE connection_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL,
    settings_version INTEGER NOT NULL,
    domain TEXT NOT NULL,
    -- Users that Phonet listed; null: it failed.
    users_seen INTEGER,
    -- JSON array with the names of the first few.
    first_users TEXT CHECK (first_users IS NULL OR json_valid(first_users)),
    cause_uk TEXT,
    cause_en TEXT, cause TEXT CHECK (cause <> ''), cause_details TEXT CHECK (cause_details IS NULL OR json_valid(cause_details)),
    CHECK ((users_seen IS NULL) = (first_users IS NULL)),
    CHECK ((users_seen IS NULL) <> (cause_uk IS NULL)),
    CHECK ((cause_uk IS NULL) = (cause_en IS NULL))
) STRICT;

-- When Phonet was connected, one row for each account that was.
CREATE TABLE phonet_connection (
    domain TEXT PRIMARY KEY,
    -- When domain and key were first saved.
    connected_at INTEGER NOT NULL,
    -- Calls known only from history that began at this moment or later were judged by the
    -- setting leads_before_connection_days; moves back when the setting grows.
    judged_from INTEGER NOT NULL,
    -- When a check of the connection first succeeded, and the page asked how far back calls
    -- make leads; null: not yet.
    asked_at INTEGER
) STRICT, WITHOUT ROWID;

-- The times in which the module was off: calls of these times never get their rules. Such a
-- call has the bit 256 in call.moments.
CREATE TABLE module_off (
    began_at INTEGER PRIMARY KEY,
    -- Null: it is off.
    ended_at INTEGER
) STRICT;

-- # Imports

-- Imports of clients or leads. The file is stored beside the database under the id of its row.
-- survey: JSON array: what was found in each column. Null: an import of version 0.6.0 and before.
-- separator: The character between the cells that somebody chose. Null: it is found out.
-- rows_above: Rows above the headings, which are left out.
CREATE TABLE import_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind = 'clients' OR kind = 'leads'),
    file_name TEXT NOT NULL,
    author TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    source_ip TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state = 'uploaded' OR state = 'checking' OR state = 'checked'
            OR state = 'running' OR state = 'done' OR state = 'cancelled'
            OR state = 'failed'),
    -- JSON array: the field of each column, or null for a skipped column.
    columns TEXT NOT NULL CHECK (json_valid(columns)),
    -- Rows below the heading.
    rows INTEGER NOT NULL,
    rows_added INTEGER NOT NULL DEFAULT 0,
    rows_changed INTEGER NOT NULL DEFAULT 0,
    rows_same INTEGER NOT NULL DEFAULT 0,
    rows_refused INTEGER NOT NULL DEFAULT 0,
    begun_at INTEGER NOT NULL,
    -- When a batch was last finished.
    touched_at INTEGER NOT NULL
, survey TEXT CHECK (survey IS NULL OR json_valid(survey)), separator TEXT, rows_above INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX import_job_employee ON import_job (employee_id);

-- Validation messages of skipped rows.
CREATE TABLE import_mistake (
    id INTEGER PRIMARY KEY,
    job_id INTEGER NOT NULL REFERENCES import_job ON DELETE CASCADE,
    line INTEGER NOT NULL,
    position INTEGER NOT NULL,
    field TEXT NOT NULL,
    reason_uk TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    UNIQUE (job_id, line, position)
) STRICT;

-- # Privacy

-- Questions what is stored about a phone. Deleted after a day.
CREATE TABLE inquiry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Null: the phone was erased.
    phone TEXT CHECK (phone GLOB '+[0-9]*'),
    asked_at INTEGER NOT NULL,
    -- The table that is being searched, and the last key that was read; null: all are done.
    place TEXT,
    reached TEXT NOT NULL,
    rows_read INTEGER NOT NULL
) STRICT;

-- Rows with the phone that no index finds.
CREATE TABLE inquiry_find (
    inquiry_id INTEGER NOT NULL REFERENCES inquiry ON DELETE CASCADE,
    place TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (inquiry_id, place, key)
) STRICT, WITHOUT ROWID;

-- Erasures; never the phone, nor a hash of it.
CREATE TABLE erasure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    inquiry_id INTEGER REFERENCES inquiry ON DELETE SET NULL,
    manner TEXT NOT NULL CHECK (manner = 'erase' OR manner = 'pseudonymise'),
    -- The random pseudonym number that replaces the phone.
    token TEXT NOT NULL CHECK (token GLOB '+999*'),
    -- The name at that time.
    actor TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee ON DELETE SET NULL,
    began_at INTEGER NOT NULL,
    -- When the last row was done; null: running.
    ended_at INTEGER,
    -- JSON object: rows by table.
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    -- When the file was searched for bytes of deleted rows; null: not yet.
    checked_at INTEGER,
    -- Places where the phone was still found.
    remaining INTEGER,
    -- Places where only its last digits were found, in phones of others.
    alike INTEGER,
    CHECK ((checked_at IS NULL) = (remaining IS NULL)),
    CHECK ((checked_at IS NULL) = (alike IS NULL))
) STRICT;
CREATE INDEX erasure_inquiry ON erasure (inquiry_id) WHERE inquiry_id IS NOT NULL;
CREATE INDEX erasure_employee ON erasure (employee_id) WHERE employee_id IS NOT NULL;

-- Keys of erased calls (uuid), messages, clients and leads, to erase them from an older backup.
-- made_at: When the row was made, as it says itself; null: its table does not say, or it was
-- erased by version 0.6.0 or before. With the key it names one row, also in a copy whose ids
-- were given to other rows.
CREATE TABLE erasure_row (
    erasure_id INTEGER NOT NULL REFERENCES erasure ON DELETE CASCADE,
    -- The table and the key of the row.
    place TEXT NOT NULL,
    key TEXT NOT NULL, made_at INTEGER,
    PRIMARY KEY (erasure_id, place, key)
) STRICT, WITHOUT ROWID;

-- Purges of rows older than their retention. The first row only marks the first night.
CREATE TABLE purge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    counts TEXT NOT NULL CHECK (json_valid(counts))
) STRICT;

-- # Backup

-- Backups that were made, checked and synced.
CREATE TABLE backup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The backup has everything committed before.
    at INTEGER NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    seconds INTEGER NOT NULL CHECK (seconds >= 0)
) STRICT;

-- # The machine

-- What the program notes about the machine it runs on: one row.
CREATE TABLE self_check (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- The last time of the wall clock that was not in doubt; null: none was noted.
    clock INTEGER,
    -- Without meaning: a write of this size shows that there is room; null: none was needed.
    written BLOB
) STRICT;

-- # Others

-- milliseconds: How long the attempt took; null: it is in flight, or from before this was measured.
CREATE TABLE delivery_attempt (
    delivery_id INTEGER NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    -- Null: in flight.
    ended_at INTEGER,
    -- The service's answer; null: there was none.
    status INTEGER,
    -- A code of DeliveryFailure; null: it was delivered.
    failure TEXT CHECK (failure <> ''),
    -- Of the failure, an object of JSON; null: its code says everything.
    details TEXT CHECK (details IS NULL OR json_valid(details)), milliseconds INTEGER,
    PRIMARY KEY (delivery_id, number)
) STRICT, WITHOUT ROWID;

-- Which records an endpoint has refused since it fails.
CREATE INDEX delivery_attempt_failed ON delivery_attempt (ended_at)
    WHERE failure IS NOT NULL;

-- One message on its way to one address of one channel.
-- event_seq: A delivery to an endpoint: the address is the endpoint's id, the news are 'event'.
-- The number of the newest event it tells of.
-- event_type: The type that is sent; more telling than that of the event if older ones were folded into it.
-- record_kind: The record of the event.
-- tries_from: Attempts up to this number do not count: somebody has had it sent again since.
-- answer: The start of the endpoint's last answer, 512 bytes at most; null: no endpoint, or no answer.
CREATE TABLE "delivery" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A code of ChannelKind; not listed here, so that a new channel needs no new table.
    channel TEXT NOT NULL CHECK (channel <> ''),
    -- Null: somebody tries out an address of theirs.
    notice_id INTEGER REFERENCES notice ON DELETE CASCADE,
    -- Who tries out; null for a notice, which names its employee.
    employee_id INTEGER REFERENCES employee ON DELETE CASCADE,
    -- A row id in the channel's own table. Null: the address was removed since.
    address INTEGER,
    -- A code of NoticeNews, or 'trial'.
    news TEXT NOT NULL CHECK (news <> ''),
    state TEXT NOT NULL
        CHECK (state = 'waiting' OR state = 'sending' OR state = 'delivered'
            OR state = 'failed' OR state = 'dropped'),
    -- Not before.
    next_at INTEGER NOT NULL,
    -- Not after.
    expires_at INTEGER NOT NULL,
    -- An attempt ended without an answer, so the service may have taken it; the next
    -- would be a repetition.
    possibly_repeated INTEGER NOT NULL DEFAULT 0
        CHECK (possibly_repeated = 0 OR possibly_repeated = 1),
    -- Dropped: a code of DeliveryDropReason. Failed: a code of DeliveryFailure.
    reason TEXT CHECK (reason <> ''),
    -- Of the failure, an object of JSON; null: its code says everything.
    details TEXT CHECK (details IS NULL OR json_valid(details)),
    created_at INTEGER NOT NULL, event_seq INTEGER
    CHECK ((event_seq IS NULL) = (news <> 'event')), event_type TEXT
    CHECK ((event_type IS NULL) = (event_seq IS NULL)), record_kind TEXT
    CHECK ((record_kind IS NULL) = (event_seq IS NULL)), record_id INTEGER
    CHECK ((record_id IS NULL) = (event_seq IS NULL)), tries_from INTEGER NOT NULL DEFAULT 0, answer BLOB CHECK (length(answer) <= 512),
    UNIQUE (notice_id, channel, address)
) STRICT;
CREATE INDEX delivery_sending ON delivery (id) WHERE state = 'sending';
CREATE INDEX delivery_employee ON delivery (employee_id) WHERE employee_id IS NOT NULL;

-- What waits to be sent and is out of date within a minute goes first, however much waits beside it.
CREATE INDEX delivery_urgent ON delivery (next_at, id)
    WHERE state = 'waiting' AND news IN ('ringing', 'talking', 'trial');
CREATE INDEX delivery_address ON delivery (address, channel)
    WHERE state IN ('waiting', 'sending');
CREATE INDEX delivery_due ON delivery (next_at, id)
    WHERE state = 'waiting' AND event_seq IS NULL;
CREATE INDEX delivery_due_event ON delivery (address, next_at, event_seq)
    WHERE state = 'waiting' AND event_seq IS NOT NULL;
CREATE INDEX delivery_of_record ON delivery (address, record_kind, record_id)
    WHERE event_seq IS NOT NULL AND (state = 'waiting' OR state = 'sending');
CREATE UNIQUE INDEX delivery_of_event ON delivery (address, event_seq)
    WHERE event_seq IS NOT NULL;

-- Finds the old deliveries to webhook endpoints that a purge deletes. Those of notices go with them.
CREATE INDEX delivery_event_age ON delivery (created_at) WHERE event_seq IS NOT NULL;

-- Finds what failed among much that was delivered.
CREATE INDEX delivery_failed_event ON delivery (address, event_seq)
    WHERE state = 'failed' AND event_seq IS NOT NULL;

-- What happened to calls, leads, clients, employees and missed cases, in the order of the
-- commits. Thin: no names of people and no phones; bodies are made of the records as they are.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A code of EventType.
    type TEXT NOT NULL CHECK (type <> ''),
    -- A code of RecordKind.
    record_kind TEXT NOT NULL CHECK (record_kind <> ''),
    -- Its row may be gone.
    record_id INTEGER NOT NULL,
    -- The external id; of a call the uuid.
    name TEXT,
    -- Of the record, after the change.
    version INTEGER NOT NULL CHECK (version > 0),
    -- What the record was merged into, and its name; null: nothing.
    heir_id INTEGER,
    heir_name TEXT,
    -- A code of Actor.Kind.
    actor_kind TEXT NOT NULL CHECK (actor_kind <> ''),
    -- Of the employee or the token.
    actor_id INTEGER,
    -- The token whose request made the change, also where the actor is a rule.
    token_id INTEGER,
    at INTEGER NOT NULL,
    CHECK (heir_name IS NULL OR heir_id IS NOT NULL)
) STRICT;
CREATE INDEX event_of_gone_call ON event (name)
    WHERE type = 'call.deleted' OR type = 'call.merged';

-- For erasures: a name may hold a phone.
CREATE INDEX event_of_contact ON event (record_id)
    WHERE record_kind = 'client' OR record_kind = 'lead';
CREATE INDEX event_with_heir ON event (heir_id) WHERE heir_id IS NOT NULL;

-- Who last read the feed of events: one row for each token.
CREATE TABLE feed_reader (
    token_id INTEGER PRIMARY KEY REFERENCES api_token ON DELETE CASCADE,
    -- Up to this event.
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Programs that are told of events: the CRM, usually.
CREATE TABLE webhook_endpoint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL CHECK (url <> ''),
    description TEXT NOT NULL,
    -- Whether it is told of every type; else of those in webhook_endpoint_type.
    takes_all INTEGER NOT NULL CHECK (takes_all = 0 OR takes_all = 1),
    is_on INTEGER NOT NULL CHECK (is_on = 0 OR is_on = 1),
    -- Why the gateway switched it off, a code of WebhookEndpoint.OffCause; null: it is on, or
    -- a person switched it off.
    off_cause TEXT CHECK (off_cause <> ''),
    secret BLOB NOT NULL CHECK (length(secret) = 32),
    -- The secret before, which signs too until this moment.
    old_secret BLOB CHECK (length(old_secret) = 32),
    old_secret_until INTEGER,
    -- The token that made it: what its own requests cause is not sent here.
    token_id INTEGER REFERENCES api_token ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    last_delivered_at INTEGER,
    -- Of the last attempt, as in delivery_attempt; null: it was delivered.
    failure TEXT CHECK (failure <> ''),
    failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details)),
    -- The delivery of the last attempt that ended.
    last_delivery_id INTEGER,
    -- Since when no attempt has succeeded; null: the last one did.
    failing_since INTEGER,
    -- Attempts since then.
    failed_tries INTEGER NOT NULL DEFAULT 0,
    -- It fails outright, and is asked with one event at a time.
    asks_one INTEGER NOT NULL DEFAULT 0 CHECK (asks_one = 0 OR asks_one = 1),
    CHECK (is_on = 0 OR off_cause IS NULL),
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
) STRICT;
CREATE INDEX webhook_endpoint_token ON webhook_endpoint (token_id)
    WHERE token_id IS NOT NULL;
CREATE TRIGGER webhook_endpoint_deleted AFTER DELETE ON webhook_endpoint
    BEGIN DELETE FROM delivery WHERE address = OLD.id AND event_seq IS NOT NULL; END;

CREATE TABLE webhook_endpoint_type (
    endpoint_id INTEGER NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
    -- A code of EventType.
    type TEXT NOT NULL CHECK (type <> ''),
    PRIMARY KEY (endpoint_id, type)
) STRICT, WITHOUT ROWID;

-- Answers to requests of the API with an Idempotency-Key, kept for a day.
CREATE TABLE kept_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of the token, the path and the key.
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    -- SHA-256 of the request's body.
    request_body BLOB NOT NULL CHECK (length(request_body) = 32),
    status INTEGER NOT NULL,
    location TEXT,
    -- Null: it named a person who was erased since.
    body BLOB,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_answer_at ON kept_answer (at);

-- Ids by which the CRM knew contacts that were merged into others. An id that a contact has
-- itself is nobody's alias.
CREATE TABLE client_alias (
    external_id TEXT PRIMARY KEY CHECK (external_id <> ''),
    client_id INTEGER NOT NULL REFERENCES client ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX client_alias_client ON client_alias (client_id);

CREATE TABLE lead_alias (
    external_id TEXT PRIMARY KEY CHECK (external_id <> ''),
    lead_id INTEGER NOT NULL REFERENCES lead ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_alias_lead ON lead_alias (lead_id);

-- The source whose line of a sync named a record last. Records made by hand have no row.
CREATE TABLE client_sync (
    client_id INTEGER PRIMARY KEY REFERENCES client ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source <> ''),
    -- updated_at of the last line that was taken; null: it had none.
    line_at INTEGER
) STRICT;
CREATE INDEX client_sync_source ON client_sync (source, client_id);

CREATE TABLE lead_sync (
    lead_id INTEGER PRIMARY KEY REFERENCES lead ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source <> ''),
    line_at INTEGER
) STRICT;
CREATE INDEX lead_sync_source ON lead_sync (source, lead_id);

CREATE TABLE employee_sync (
    employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source <> ''),
    line_at INTEGER
) STRICT;
CREATE INDEX employee_sync_source ON employee_sync (source, employee_id);

-- Runs of syncs that changed something, or that come in several parts.
CREATE TABLE sync_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind = 'clients' OR kind = 'leads' OR kind = 'employees'),
    source TEXT NOT NULL CHECK (source <> ''),
    -- The CRM's name of a run of several parts; null: the run is one request.
    name TEXT CHECK (name <> ''),
    -- The name of the token at that time.
    actor TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    touched_at INTEGER NOT NULL,
    -- Null: further parts may come.
    ended_at INTEGER,
    -- 1: a line had no readable id, so what is missing may be that.
    has_unreadable INTEGER NOT NULL DEFAULT 0
        CHECK (has_unreadable = 0 OR has_unreadable = 1),
    rows_added INTEGER NOT NULL DEFAULT 0,
    rows_changed INTEGER NOT NULL DEFAULT 0,
    rows_removed INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX sync_run_open ON sync_run (kind, source, name)
    WHERE ended_at IS NULL AND name IS NOT NULL;
CREATE INDEX sync_run_touched ON sync_run (touched_at);

-- The ids that the parts of an open run named, hashed.
CREATE TABLE sync_named (
    run_id INTEGER NOT NULL REFERENCES sync_run ON DELETE CASCADE,
    id_hash INTEGER NOT NULL,
    PRIMARY KEY (run_id, id_hash)
) STRICT, WITHOUT ROWID;

-- Phones that contacts got, and whose older calls still follow.
-- attachment_id: The attachment that gets the calls, when somebody wrote the phone on a card; null: a sync or an
-- import gave it.
-- viewer_id: Calls that this employee sees follow; null: all.
-- reached_at: The last call that was looked at.
CREATE TABLE following (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    phone TEXT NOT NULL CHECK (phone GLOB '+[0-9]*'),
    client_id INTEGER REFERENCES client ON DELETE CASCADE,
    lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
    sync_run_id INTEGER REFERENCES sync_run ON DELETE SET NULL,
    import_job_id INTEGER REFERENCES import_job ON DELETE SET NULL, attachment_id INTEGER
    REFERENCES attachment ON DELETE CASCADE, viewer_id INTEGER REFERENCES employee ON DELETE CASCADE, reached_at INTEGER NOT NULL DEFAULT -1, reached_id INTEGER NOT NULL DEFAULT -1,
    CHECK ((client_id IS NULL) <> (lead_id IS NULL))
) STRICT;
CREATE INDEX following_phone ON following (phone);
CREATE INDEX following_client ON following (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX following_lead ON following (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX following_sync_run ON following (sync_run_id)
    WHERE sync_run_id IS NOT NULL;
CREATE INDEX following_import_job ON following (import_job_id)
    WHERE import_job_id IS NOT NULL;
CREATE INDEX following_attachment ON following (attachment_id)
    WHERE attachment_id IS NOT NULL;
CREATE INDEX following_viewer ON following (viewer_id) WHERE viewer_id IS NOT NULL;

-- What kind of call it was, chosen by people.
CREATE TABLE call_category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    position INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER call_category_changed AFTER UPDATE ON call_category
    WHEN NEW.name <> OLD.name OR NEW.position <> OLD.position BEGIN
    UPDATE call_category SET version = OLD.version + 1 WHERE id = NEW.id;
END;

-- Numbers that the company leaves alone.
-- closed_to: The phone of the last missed call that the entry closed, while there are more; null: all are
-- closed.
CREATE TABLE ignored_number (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- E.164, or the beginning of it.
    number TEXT NOT NULL CHECK (number GLOB '+[0-9]*'),
    -- 1: all numbers that begin so.
    is_prefix INTEGER NOT NULL CHECK (is_prefix = 0 OR is_prefix = 1),
    -- For people.
    reason TEXT NOT NULL CHECK (reason <> ''),
    created_at INTEGER NOT NULL,
    -- The name at that time.
    created_by TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1, closed_to TEXT,
    UNIQUE (number, is_prefix)
) STRICT;
CREATE INDEX ignored_number_closing ON ignored_number (id) WHERE closed_to IS NOT NULL;
CREATE TRIGGER ignored_number_changed AFTER UPDATE ON ignored_number
    WHEN NEW.reason <> OLD.reason BEGIN
    UPDATE ignored_number SET version = OLD.version + 1 WHERE id = NEW.id;
END;

-- Hours in which unanswered outgoing calls that nobody asked for made no leads, because there were
-- too many.
CREATE TABLE flood_brake (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    began_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    calls INTEGER NOT NULL
) STRICT;

-- Employees of a call besides the one who has it: whose phones rang, who passed it on.
CREATE TABLE call_participant (
    call_id INTEGER NOT NULL REFERENCES call ON DELETE CASCADE,
    extension TEXT NOT NULL CHECK (extension <> ''),
    -- Who had the extension when the call began; null: nobody.
    employee_id INTEGER REFERENCES employee ON DELETE CASCADE
) STRICT;
CREATE UNIQUE INDEX call_participant_extension ON call_participant (call_id, extension);
CREATE INDEX call_participant_employee ON call_participant (employee_id, call_id)
    WHERE employee_id IS NOT NULL;
CREATE INDEX call_participant_unowned ON call_participant (extension)
    WHERE employee_id IS NULL;
CREATE TRIGGER call_participant_inserted AFTER INSERT ON call_participant
    WHEN NEW.employee_id IS NOT NULL BEGIN
    UPDATE call SET has_participants = 1 WHERE id = NEW.call_id AND has_participants = 0;
END;
CREATE TRIGGER call_participant_updated AFTER UPDATE OF call_id, employee_id
    ON call_participant WHEN NEW.employee_id IS NOT NULL BEGIN
    UPDATE call SET has_participants = 1 WHERE id = NEW.call_id AND has_participants = 0;
END;
CREATE TRIGGER call_participant_deleted AFTER DELETE ON call_participant
    WHEN OLD.employee_id IS NOT NULL BEGIN
    UPDATE call SET has_participants = 0 WHERE id = OLD.call_id AND NOT EXISTS (
        SELECT 1 FROM call_participant
        WHERE call_id = OLD.call_id AND employee_id IS NOT NULL);
END;

-- Links with which the CRM signs an employee in; a link goes when it is used.
CREATE TABLE sign_in_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- SHA-256 of the secret in its path.
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    employee_id INTEGER NOT NULL REFERENCES employee (id) ON DELETE CASCADE,
    -- The token that made it.
    token_id INTEGER REFERENCES api_token (id),
    -- The address of the page it leads to, without the prefix; null: the home page.
    target TEXT CHECK (target <> ''),
    -- It is refused from this moment on.
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_link_employee ON sign_in_link (employee_id);
CREATE INDEX sign_in_link_token ON sign_in_link (token_id);
CREATE INDEX sign_in_link_expires_at ON sign_in_link (expires_at);

-- The secret with which the CRM signs JWTs that sign people in; no row: there is none.
CREATE TABLE sso_secret (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret TEXT NOT NULL CHECK (secret <> ''),
    created_at INTEGER NOT NULL
) STRICT;

-- The JWTs that signed somebody in, so that none does so twice.
CREATE TABLE sso_use (
    -- SHA-256 of its jti.
    hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
    -- From this moment on the JWT is refused for its age.
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sso_use_expires_at ON sso_use (expires_at);

-- What is known of the bot; one row.
CREATE TABLE telegram_bot (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    -- SHA-256 of the token this row is about; null: no token was used yet.
    token_hash BLOB CHECK (length(token_hash) = 32),
    -- The bot's name at Telegram, without @; null: Telegram has not told it.
    name TEXT CHECK (name <> ''),
    -- The number after that of the last update that was acted on (getUpdates, `offset`).
    next_update INTEGER NOT NULL DEFAULT 0,
    -- When Telegram last answered the gateway's question for updates.
    heard_at INTEGER,
    -- Why the last question failed, as in delivery_attempt; null: it succeeded.
    failure TEXT CHECK (failure <> ''),
    failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details))
) STRICT;

-- The conversation of the bot with one employee.
CREATE TABLE telegram_chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    employee_id INTEGER NOT NULL UNIQUE REFERENCES employee ON DELETE CASCADE,
    -- Telegram's number of the conversation.
    chat INTEGER NOT NULL UNIQUE,
    -- What the person is called at Telegram.
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_delivered_at INTEGER,
    -- Of the last message, as in delivery_attempt; null: it arrived.
    failure TEXT CHECK (failure <> ''),
    failure_details TEXT CHECK (failure_details IS NULL OR json_valid(failure_details))
) STRICT;
CREATE TRIGGER telegram_chat_removed AFTER DELETE ON telegram_chat BEGIN
    UPDATE delivery SET address = NULL
    WHERE address = OLD.id AND channel = 'telegram' AND state IN ('waiting', 'sending');
END;

-- A code that links a conversation to an employee, once.
CREATE TABLE telegram_code (
    employee_id INTEGER PRIMARY KEY REFERENCES employee ON DELETE CASCADE,
    -- SHA-256 of the code.
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    expires_at INTEGER NOT NULL
) STRICT;

-- Notices of a kind that an employee does not want by a channel; no row: they are sent.
CREATE TABLE unwanted_notice (
    employee_id INTEGER NOT NULL REFERENCES employee ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind <> ''),
    channel TEXT NOT NULL CHECK (channel <> ''),
    PRIMARY KEY (employee_id, kind, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE merge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The contact that stayed.
    client_id INTEGER REFERENCES client ON DELETE CASCADE,
    lead_id INTEGER REFERENCES lead ON DELETE CASCADE,
    -- The id of the contact that went.
    gone_id INTEGER NOT NULL,
    -- Both contacts before the merge, as `MergedContact`.
    kept TEXT NOT NULL CHECK (json_valid(kept)),
    gone TEXT NOT NULL CHECK (json_valid(gone)),
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    undone_at INTEGER,
    CHECK ((client_id IS NULL) <> (lead_id IS NULL))
) STRICT;
CREATE INDEX merge_client ON merge (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX merge_lead ON merge (lead_id) WHERE lead_id IS NOT NULL;

-- Rows that a merge moved to the contact that stayed: the table and the id. An undoing takes them
-- away one by one as it moves them back.
CREATE TABLE merged_row (
    merge_id INTEGER NOT NULL REFERENCES merge ON DELETE CASCADE,
    place TEXT NOT NULL CHECK (place IN ('call', 'dialling', 'turn', 'notice', 'attachment')),
    row_id INTEGER NOT NULL,
    PRIMARY KEY (merge_id, place, row_id)
) STRICT, WITHOUT ROWID;

-- Every number of a client, a lead or a call, once. Triggers keep the rows.
CREATE TABLE number (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- E.164; of a call without such a number the digits that Phonet wrote.
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    -- The contact's name that Phonet sent with its latest call; null: none.
    name TEXT CHECK (name <> ''),
    -- The search key of the name (`FoldedName`); null: the background writes it.
    folded TEXT,
    -- 1: number_part has its parts, and the name of older calls was looked up.
    is_indexed INTEGER NOT NULL DEFAULT 0 CHECK (is_indexed = 0 OR is_indexed = 1)
) STRICT;
CREATE INDEX number_waiting ON number (id) WHERE is_indexed = 0;
CREATE INDEX number_folded ON number (folded, number) WHERE folded IS NOT NULL;
CREATE INDEX number_unfolded ON number (id) WHERE folded IS NULL AND name IS NOT NULL;
CREATE TRIGGER number_deleted AFTER DELETE ON number WHEN OLD.is_indexed = 1 BEGIN
    DELETE FROM number_part WHERE number_id = OLD.id AND part IN (
        SELECT DISTINCT CAST(substr(
    substr(ltrim(OLD.number, '+'), place.value, 6) || '00000', 1, 6) AS INTEGER)
FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13]') AS place
WHERE length(ltrim(OLD.number, '+')) - place.value >= 2);
END;

-- The six digits from each place of a number, the last ones filled up with zeros. The background
-- writes the rows, a trigger deletes them with their number.
CREATE TABLE number_part (
    part INTEGER NOT NULL,
    number_id INTEGER NOT NULL,
    PRIMARY KEY (part, number_id)
) STRICT, WITHOUT ROWID;

-- Recordings that the gateway keeps or is about to fetch. Triggers on `leg` add the rows when a CDR
-- names a recording while the setting is on, and delete them when the address is erased.
CREATE TABLE recording_copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The name of the file: by chance, so that a restored database never takes the file of another
    -- one for its own.
    file TEXT NOT NULL UNIQUE DEFAULT (lower(hex(randomblob(16)))),
    leg_uuid TEXT NOT NULL UNIQUE REFERENCES leg ON DELETE CASCADE,
    state TEXT NOT NULL
        CHECK (state = 'waiting' OR state = 'kept' OR state = 'given_up'),
    -- When the conversation ended, for the limit of days.
    recorded_at INTEGER NOT NULL,
    -- Failed tries, those for errors of this server left out.
    tries INTEGER NOT NULL DEFAULT 0,
    -- When it is fetched; null: it is kept, or there is no further try.
    next_at INTEGER,
    -- Why the last try failed, a code of RecordingCopyError; null: it did not, or there was none.
    trouble TEXT CHECK (trouble <> ''),
    trouble_details TEXT CHECK (trouble_details IS NULL OR json_valid(trouble_details)),
    -- Of the file; null: there is none.
    bytes INTEGER CHECK (bytes > 0),
    content_type TEXT,
    CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
    CHECK ((state = 'kept') = (bytes IS NOT NULL)),
    CHECK ((trouble IS NULL) = (trouble_details IS NULL))
) STRICT;
CREATE INDEX recording_copy_due ON recording_copy (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX recording_copy_kept ON recording_copy (recorded_at, bytes)
    WHERE state = 'kept';
CREATE INDEX recording_copy_troubled ON recording_copy (state) WHERE trouble IS NOT NULL;
CREATE TRIGGER recording_copy_deleted AFTER DELETE ON recording_copy BEGIN
    INSERT INTO recording_leftover (file) VALUES (OLD.file);
END;

-- Copies whose rows are gone and whose files are still to be deleted.
CREATE TABLE recording_leftover (
    file TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Every three letters in a row of each search key. The background writes the rows, triggers
-- delete them when the key changes or goes.
CREATE TABLE client_name_part (
    part TEXT NOT NULL,
    client_id INTEGER NOT NULL,
    PRIMARY KEY (part, client_id)
) STRICT, WITHOUT ROWID;

-- Every three letters in a row of each search key. The background writes the rows, triggers
-- delete them when the key changes or goes.
CREATE TABLE lead_name_part (
    part TEXT NOT NULL,
    lead_id INTEGER NOT NULL,
    PRIMARY KEY (part, lead_id)
) STRICT, WITHOUT ROWID;

-- The days that have calls.
CREATE TABLE counted_day (
    -- Days since 1970-01-01 in UTC.
    day INTEGER PRIMARY KEY,
    -- The external calls that began then; null: the table `call` is asked.
    calls BLOB
) STRICT;
CREATE INDEX counted_day_waiting ON counted_day (day) WHERE calls IS NULL;

-- Clients and leads of the kind `active` by phone. Chosen is, of each phone, the client with the
-- lowest id and the newest lead: those the rules see. Joined by e164 in a subquery; the casts
-- let SQLite look into the view, which it does only where both halves have equal affinities.
CREATE VIEW contact_by_phone (e164, client_id, lead_id, is_chosen) AS
    SELECT holder.e164, holder.client_id, CAST(NULL AS INTEGER),
        NOT EXISTS (SELECT 1 FROM client_phone AS other
            WHERE other.e164 = holder.e164 AND other.client_id < holder.client_id)
    FROM client_phone AS holder
    UNION ALL
    SELECT holder.e164, CAST(NULL AS INTEGER), lead.id,
        NOT EXISTS (SELECT 1 FROM lead_phone AS other
            CROSS JOIN lead AS newer ON newer.id = other.lead_id
            CROSS JOIN lead_status AS status
                ON status.id = newer.status_id AND status.kind = 'active'
            WHERE other.e164 = holder.e164
                AND (newer.created_at, newer.id) > (lead.created_at, lead.id))
    FROM lead_phone AS holder
    CROSS JOIN lead ON lead.id = holder.lead_id
    CROSS JOIN lead_status
        ON lead_status.id = lead.status_id AND lead_status.kind = 'active';
