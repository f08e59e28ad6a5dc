import GRDBSQLite

extension Connection {
    /// So many pages at a time keep whoever writes waiting for less than 50 ms.
    static let mostPages = 100

    /// Moves what the log holds into the file and empties the log, if no reader keeps it longer than a
    /// moment.
    ///
    /// - Returns: whether the log is empty.
    @discardableResult
    func moveLogIntoFile() throws -> Bool {
        // Everybody who writes waits for it.
        sqlite3_busy_timeout(handle, 200)
        defer { sqlite3_busy_timeout(handle, 5000) }
        let row = try rows("PRAGMA wal_checkpoint(TRUNCATE)")
        defer { row.done() }
        return try row.step() && !row.truth(0)
    }

    /// Overwrites the slack of some pages in the database file itself, below SQLite, whose own way of
    /// writing a page carries the slack along.
    ///
    /// Safe because nothing else writes: the write lock is held and the log is empty, so that no page of
    /// it comes over these later, and this connection, the only one that writes pages, forgets its copies
    /// of them. Readers may keep theirs: slack is never read.
    ///
    /// - Returns: the pages in which something was overwritten; nil when a reader kept the log.
    func clearSlack(of pages: some Sequence<Int64>) throws -> Int? {
        guard try moveLogIntoFile() else { return nil }
        sqlite3_db_release_memory(handle)
        try run("BEGIN IMMEDIATE")
        defer { try? run("ROLLBACK") }
        guard try DatabaseFile.log(of: self).size() == 0 else { return nil }
        let layout = try BTreePageLayout(self)
        let file = try DatabaseFile(of: self)
        var cleared = 0
        for page in pages {
            let offset = (page - 1) * Int64(layout.pageBytes)
            var bytes = try file.read(layout.pageBytes, at: offset)
            let isChanged = FreePageBytes.clear(
                &bytes, isFirst: page == 1, reserved: layout.reserved)
            guard isChanged else { continue }
            try file.write(bytes, at: offset)
            cleared += 1
        }
        if cleared > 0 { try file.sync() }
        return cleared
    }
}
