extension Migrations {
    static let nameParts = NameParts.allCases.map { parts(of: $0.rawValue) }
        .joined(separator: "\n\n")

    private static func parts(of owner: String) -> String {
        """
        -- 1: \(owner)_name_part has the parts of the key.
        ALTER TABLE \(owner)_name ADD COLUMN is_split INTEGER NOT NULL DEFAULT 0
            CHECK (is_split = 0 OR is_split = 1);
        CREATE INDEX \(owner)_name_unsplit ON \(owner)_name (\(owner)_id) WHERE is_split = 0;
        -- Every three letters in a row of each search key. The background writes the rows, triggers
        -- delete them when the key changes or goes.
        CREATE TABLE \(owner)_name_part (
            part TEXT NOT NULL,
            \(owner)_id INTEGER NOT NULL,
            PRIMARY KEY (part, \(owner)_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER \(owner)_name_changed AFTER UPDATE OF folded ON \(owner)_name
            WHEN OLD.is_split = 1 AND NEW.folded IS NOT OLD.folded BEGIN
            DELETE FROM \(owner)_name_part WHERE \(owner)_id = OLD.\(owner)_id AND part IN (
                \(NameParts.of("OLD.folded")));
            UPDATE \(owner)_name SET is_split = 0 WHERE \(owner)_id = OLD.\(owner)_id;
        END;
        CREATE TRIGGER \(owner)_name_deleted AFTER DELETE ON \(owner)_name
            WHEN OLD.is_split = 1 BEGIN
            DELETE FROM \(owner)_name_part WHERE \(owner)_id = OLD.\(owner)_id AND part IN (
                \(NameParts.of("OLD.folded")));
        END;
        """
    }
}
