import CallRules
import GRDB

/// Reason a recording could not be played.
package typealias RecordingError = StoredError<PhonetError>

/// The result of the last attempt to play each leg's recording.
enum RecordingTable {
    static func save(
        _ finding: RecordingFacts.Try, _ failure: RecordingError?, of leg: String,
        at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO recording (leg_uuid, checked_at, finding, trouble, trouble_details,
                    trouble_uk, trouble_en)
                SELECT uuid, ?, ?, ?, ?, ?, ? FROM leg WHERE uuid = ?
                ON CONFLICT (leg_uuid) DO UPDATE SET checked_at = excluded.checked_at,
                    finding = excluded.finding, trouble = excluded.trouble,
                    trouble_details = excluded.trouble_details,
                    trouble_uk = excluded.trouble_uk, trouble_en = excluded.trouble_en
                """,
            arguments: [now.milliseconds, finding.rawValue] + ErrorValues(failure).arguments
                + [leg])
    }

    /// Reads the error of the last attempt to play from the columns of a call or leg; nil: it did not
    /// fail, or there was no attempt.
    static func failure(_ row: Row) throws(UnknownCode) -> RecordingError? {
        try ErrorColumns.recording.read(row)
    }
}

extension Store {
    /// The latest failed attempt to play a recording, among recordings that have not been played
    /// since; nil: none.
    package func lastRecordingError() throws(StoreError) -> (at: Instant, RecordingError)? {
        try read { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT checked_at, trouble AS recording_trouble,
                            trouble_details AS recording_trouble_details,
                            trouble_uk AS recording_trouble_uk, trouble_en AS recording_trouble_en
                        FROM recording WHERE finding = 'failed' ORDER BY checked_at DESC LIMIT 1
                        """))
            guard let row, let failure = try RecordingTable.failure(row) else { return nil }
            return (Instant(milliseconds: row["checked_at"]), failure)
        }
    }

    /// Stores that somebody listened to the recording of a leg: marks the recording as playable and adds an
    /// audit line. A part fetched within ten minutes of this author's last part of the same call
    /// belongs to the same listening and adds no line.
    package func saveListening(
        to leg: String, of call: CallRow, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.by(author, at: now)) { transaction in
            let db = transaction.db
            try RecordingTable.save(.played, nil, of: leg, at: now, db)
            let subject = "call/\(call.uuid)"
            if try !ListeningTable.goesOn(call.id, by: author, at: now, db) {
                try AuditTable.insert(.listened, by: author, to: subject, at: now, db)
            }
            try ListeningTable.save(call.id, by: author, at: now, db)
        }
    }

    /// Stores that the recording of a leg could not be played, and why.
    ///
    /// - Parameter isNotReady: true when Phonet has nothing at the address yet.
    package func saveRecordingError(
        _ error: PhonetError, isNotReady: Bool, of leg: String, at now: Instant
    ) throws(StoreError) {
        try write(.system(at: now)) { transaction in
            try RecordingTable.save(
                isNotReady ? .notReady : .failed, .known(error), of: leg, at: now,
                transaction.db)
        }
    }
}
