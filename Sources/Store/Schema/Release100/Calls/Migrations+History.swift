extension Migrations {
    static let history = """
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
        INSERT INTO phonet_connection (domain, connected_at, judged_from)
            SELECT domain, at, at FROM (
                SELECT json_extract(document, '$.phonet_domain') AS domain,
                    ifnull(
                        (SELECT min(version.saved_at) FROM setting_version AS version
                            WHERE json_extract(version.document, '$.phonet_domain')
                                = json_extract(setting.document, '$.phonet_domain')),
                        saved_at) AS at
                FROM setting WHERE phonet_api_key <> '')
            WHERE domain <> '';

        -- The times in which the module was off: calls of these times never get their rules. Such a
        -- call has the bit 256 in call.moments.
        CREATE TABLE module_off (
            began_at INTEGER PRIMARY KEY,
            -- Null: it is off.
            ended_at INTEGER
        ) STRICT;
        INSERT OR IGNORE INTO module_off (began_at, ended_at)
            SELECT saved_at, (
                SELECT min(later.saved_at) FROM setting_version AS later
                WHERE later.version > change.version
                    AND ifnull(json_extract(later.document, '$.module_enabled'), 1))
            FROM (
                SELECT version, saved_at,
                    ifnull(json_extract(document, '$.module_enabled'), 1) AS is_on,
                    lag(ifnull(json_extract(document, '$.module_enabled'), 1), 1, 1)
                        OVER (ORDER BY version) AS was_on
                FROM setting_version) AS change
            WHERE was_on AND NOT is_on;

        -- Calls known only from history whose rules wait until the history after them is read.
        CREATE TABLE unruled_call (
            call_id INTEGER PRIMARY KEY REFERENCES call ON DELETE CASCADE,
            started_at INTEGER NOT NULL,
            -- When it was found.
            found_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX unruled_call_started ON unruled_call (started_at);
        CREATE INDEX unruled_call_found ON unruled_call (found_at);
        """
}
