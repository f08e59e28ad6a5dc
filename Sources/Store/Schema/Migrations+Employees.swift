extension Migrations {
    static let unownedExtensions = """
        -- Holds the start, too: counting the calls of an extension and naming the last one reads
        -- nothing but this index.
        DROP INDEX call_unmapped;
        CREATE INDEX call_unmapped ON call (extension, started_at)
            WHERE employee_id IS NULL AND extension IS NOT NULL;
        """
}
