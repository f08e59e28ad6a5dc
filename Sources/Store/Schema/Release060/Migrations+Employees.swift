extension Migrations {
    static let unownedExtensions = """
        -- A covering index: counting the calls of an extension and finding the last one reads only it.
        DROP INDEX call_unmapped;
        CREATE INDEX call_unmapped ON call (extension, started_at)
            WHERE employee_id IS NULL AND extension IS NOT NULL;
        """
}
