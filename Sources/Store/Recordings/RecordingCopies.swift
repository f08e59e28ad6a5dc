import CallRules
import Foundation
import GRDB

extension Store {
    /// The directory of the copies, beside the database. It may be missing.
    package var recordingDirectory: String { "\(reader.path).recordings" }

    private func recordingPath(_ file: String) -> String {
        "\(recordingDirectory)/\(file)"
    }

    /// The copy of a leg's recording; nil: there is none. Its file may have been deleted by somebody.
    package func recordingCopy(ofLeg uuid: String) throws(StoreError) -> RecordingCopy? {
        let row = try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: "SELECT * FROM recording_copy WHERE leg_uuid = ? AND state = 'kept'"),
                arguments: [uuid])
        }
        guard let row, let bytes: Int = row["bytes"] else { return nil }
        return RecordingCopy(
            id: RecordingCopy.ID(row["id"]), path: recordingPath(row["file"]), bytes: bytes,
            contentType: row["content_type"] ?? "")
    }

    /// The next recording to fetch; nil: none is due, or none is kept by the settings.
    package func dueRecording(at now: Instant) throws(StoreError) -> DueRecording? {
        guard settings.settings.keepRecordingsDays > 0 else { return nil }
        return try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT recording_copy.id, file, leg_uuid, recording_url, tries
                        FROM recording_copy CROSS JOIN leg ON leg.uuid = leg_uuid
                        WHERE next_at <= ? AND recording_url IS NOT NULL ORDER BY next_at LIMIT 1
                        """), arguments: [now]
            ).map {
                DueRecording(
                    id: RecordingCopy.ID($0[0]), file: $0[1], leg: $0[2], address: $0[3],
                    tries: $0[4])
            }
        }
    }

    /// Begins the file of a copy.
    ///
    /// - Parameter free: reads how many bytes are free on the disk; nil: what the system says.
    package func recordingFile(
        of due: DueRecording, free: (@Sendable () -> Int64?)? = nil
    ) throws(RecordingCopyError) -> RecordingFile {
        try RecordingFile(path: recordingPath(due.file), free: free ?? { self.footprint().free })
    }

    /// Stores that a copy is on the disk. Without effect if its recording was erased meanwhile; the file
    /// then goes with the leftovers.
    ///
    /// - Parameter type: `audio/…`.
    package func keepRecording(
        _ due: DueRecording, bytes: Int, type: String, at now: Instant
    ) throws(StoreError) {
        try write(.system(at: now)) { tx in
            try tx.db.execute(
                sql: """
                    UPDATE recording_copy SET state = 'kept', next_at = NULL, bytes = ?,
                        content_type = ?, trouble = NULL, trouble_details = NULL
                    WHERE id = ?
                    """, arguments: [bytes, type, due.id.value])
            if tx.db.changesCount == 0 {
                try tx.db.execute(
                    sql: "INSERT OR IGNORE INTO recording_leftover (file) VALUES (?)",
                    arguments: [due.file])
            } else {
                try RecordingTable.save(.played, nil, of: due.leg, at: now, tx.db)
            }
        }
    }

    /// Stores why a copy could not be made, and when it is tried again. What Phonet said stands with the
    /// recording, so that the call's page says it.
    package func putOffRecording(
        _ due: DueRecording, _ error: RecordingCopyError, at now: Instant
    ) throws(StoreError) {
        let tries = error.isOurs ? due.tries : due.tries + 1
        let next = RecordingPauses.next(after: error, tries: tries, at: now)
        try write(.system(at: now)) { tx in
            try tx.db.execute(
                sql: """
                    UPDATE recording_copy SET state = ?, next_at = ?, tries = ?, trouble = ?,
                        trouble_details = ?
                    WHERE id = ? AND state = 'waiting'
                    """,
                arguments: [
                    next == nil ? "given_up" : "waiting", next, tries, error.code.rawValue,
                    error.detailsDocument, due.id.value,
                ])
            guard case .phonet(let failure) = error, tx.db.changesCount > 0 else { return }
            try RecordingTable.save(
                failure == .recordingNotReady ? .notReady : .failed, .known(failure), of: due.leg,
                at: now, tx.db)
        }
    }

    /// Deletes the copies that are too old, then the oldest while all of them are too large. None while
    /// the clock is in doubt.
    ///
    /// - Returns: whether there may be more to delete.
    package func trimRecordings(at now: Instant) throws(StoreError) -> Bool {
        let settings = settings.settings
        let old = now.earlier(bySeconds: settings.keepRecordingsDays * 86_400)
        let most = Int64(settings.keepRecordingsGigabytes) << 30
        let ids = try read { db in
            let old = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT id FROM recording_copy INDEXED BY recording_copy_kept
                        WHERE state = 'kept' AND recorded_at < ? LIMIT 100
                        """), arguments: [settings.keepRecordingsDays > 0 ? old : now])
            guard old.isEmpty else { return old }
            var surplus = try RecordingCopyCounts.bytes(db) - most
            guard surplus > 0 else { return [] }
            var ids: [Int64] = []
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT id, bytes FROM recording_copy INDEXED BY recording_copy_kept
                        WHERE state = 'kept' ORDER BY recorded_at LIMIT 100
                        """))
            while surplus > 0, let row = try rows.next() {
                ids.append(row[0])
                surplus -= row[1]
            }
            return ids
        }
        guard !ids.isEmpty, try clockHold(at: now) == nil else { return false }
        try write(.upkeep) { tx in
            try tx.db.execute(
                sql: """
                    DELETE FROM recording_copy
                    WHERE id IN (\(ids.map(String.init).joined(separator: ",")))
                    """)
        }
        return true
    }

    /// Deletes the files whose rows are gone.
    ///
    /// - Returns: whether there was one.
    package func removeRecordingLeftovers() throws(StoreError) -> Bool {
        let files = try read {
            try String.fetchAll(
                $0.cachedStatement(sql: "SELECT file FROM recording_leftover LIMIT 200"))
        }
        let gone = files.filter { file in
            let path = recordingPath(file)
            unlink(path + ".part")
            return unlink(path) == 0 || errno == ENOENT
        }
        guard !gone.isEmpty else { return false }
        try write(.upkeep) { tx in
            for file in gone {
                try tx.db.execute(
                    sql: "DELETE FROM recording_leftover WHERE file = ?", arguments: [file])
            }
        }
        return true
    }

    /// Deletes every file of the directory that is no copy: what a kill left there.
    package func sweepRecordings() throws(StoreError) {
        let names =
            (try? FileManager.default.contentsOfDirectory(atPath: recordingDirectory)) ?? []
        guard !names.isEmpty else { return }
        let kept = try read {
            try String.fetchSet($0, sql: "SELECT file FROM recording_copy WHERE state = 'kept'")
        }
        for name in names where !kept.contains(name) { unlink(recordingPath(name)) }
    }

    /// Fetches a recording again whose copy was given up, or whose file is gone.
    package func wantRecording(ofLeg uuid: String, at now: Instant) throws(StoreError) {
        let isMissing = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM recording_copy
                            WHERE leg_uuid = ? AND state <> 'waiting')
                        """), arguments: [uuid]) ?? false
        }
        guard isMissing else { return }
        try write(.system(at: now)) { tx in
            try tx.db.execute(
                sql: """
                    UPDATE recording_copy SET state = 'waiting', next_at = ?, tries = 0, bytes = NULL,
                        content_type = NULL WHERE leg_uuid = ? AND state <> 'waiting'
                    """, arguments: [now, uuid])
        }
    }

    /// The copies in numbers; nil: the settings keep none, and there is none.
    package func recordingCopies() throws(StoreError) -> RecordingCopyCounts? {
        let counts = try read { try RecordingCopyCounts($0) }
        let isOff = settings.settings.keepRecordingsDays == 0
        return isOff && counts.kept == 0 ? nil : counts
    }
}

extension RecordingCopyCounts {
    static func bytes(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT ifnull(sum(bytes), 0) FROM recording_copy
                    INDEXED BY recording_copy_kept WHERE state = 'kept'
                    """)) ?? 0
    }

    fileprivate init(_ db: Database) throws {
        bytes = try RecordingCopyCounts.bytes(db)
        func count(_ condition: String) throws -> Int {
            try Int.fetchOne(
                db.cachedStatement(
                    sql: "SELECT count(*) FROM recording_copy WHERE \(condition)")) ?? 0
        }
        kept = try count("state = 'kept'")
        waiting = try count("next_at IS NOT NULL")
        givenUp = try count("trouble IS NOT NULL AND state = 'given_up'")
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT trouble, trouble_details FROM recording_copy
                    WHERE trouble IS NOT NULL AND state = 'waiting'
                        AND trouble IN ('disk_full', 'not_written') LIMIT 1
                    """))
        let stored: StoredCopyError? = try row.flatMap { try ErrorColumns.trouble.read($0) }
        if case .known(let error)? = stored { ownError = error } else { ownError = nil }
    }
}
