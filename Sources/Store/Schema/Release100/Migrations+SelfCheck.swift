extension Migrations {
    static let selfCheck = """
        -- 'PhGw': the file belongs to this program.
        PRAGMA application_id = \(Migrations.applicationID);

        -- What the program notes about the machine it runs on: one row.
        CREATE TABLE self_check (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- The last time of the wall clock that was not in doubt; null: none was noted.
            clock INTEGER,
            -- Without meaning: a write of this size shows that there is room; null: none was needed.
            written BLOB
        ) STRICT;
        INSERT INTO self_check (id) VALUES (1);
        """

    /// In the header of every database of this program (sqlite.org/fileformat2.html §1.3.14).
    static let applicationID: Int32 = 0x5068_4777
}
