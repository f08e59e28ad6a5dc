import GRDBSQLite

extension Connection {
    /// Pages of one piece: less than 50 ms, during which the writer is blocked.
    static let maxPages = 50

    /// Checkpoints what no reader holds, and waits for none. Afterwards little is left for `emptyLog`.
    func checkpoint() throws {
        guard try checkpointPages() > 0 else { return }
        try run("PRAGMA wal_checkpoint(PASSIVE)")
    }

    /// Checkpoints and empties the WAL, unless a reader holds it for 15 ms or another program makes the
    /// checkpoints.
    ///
    /// - Returns: whether the WAL is empty.
    func emptyLog() throws -> Bool {
        guard try checkpointPages() > 0 else { return false }
        // In milliseconds; the writer is blocked meanwhile.
        sqlite3_busy_timeout(handle, 15)
        defer { sqlite3_busy_timeout(handle, 5000) }
        let row = try rows("PRAGMA wal_checkpoint(TRUNCATE)")
        defer { row.done() }
        return try row.step() && !row.truth(0)
    }

    /// Pages in the WAL after which a commit makes a checkpoint; 0: another program makes them.
    func checkpointPages() throws -> Int32 {
        let row = try rows("PRAGMA wal_autocheckpoint")
        defer { row.done() }
        return try row.step() ? Int32(clamping: row.int(0)) : 0
    }

    /// Overwrites the unused bytes of some pages directly in the file. A SQL write does not help:
    /// SQLite copies the unused bytes of a page it writes.
    ///
    /// Safe because nothing else writes: the write lock is held, the WAL is empty, so no later checkpoint
    /// overwrites the pages, and this connection, the only writer, drops its cached pages. Readers may keep
    /// theirs: unused bytes are never read.
    ///
    /// - Returns: the pages in which bytes were overwritten; nil: a reader held the WAL.
    func clearSlack(of pages: some Sequence<Int64>) throws -> Int? {
        guard try emptyLog() else { return nil }
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
