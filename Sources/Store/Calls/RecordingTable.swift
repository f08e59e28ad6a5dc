import CallRules
import GRDB

/// Reason a recording could not be played.
package typealias RecordingError = StoredError<PhonetError>

/// What the last try to play a call's recording found.
enum RecordingTable {
    static func save(
        _ finding: RecordingFacts.Try, _ failure: RecordingError?, of call: Call.ID,
        at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO recording (call_id, checked_at, finding, trouble, trouble_details,
                    trouble_uk, trouble_en)
                SELECT id, ?, ?, ?, ?, ?, ? FROM call WHERE id = ?
                ON CONFLICT (call_id) DO UPDATE SET checked_at = excluded.checked_at,
                    finding = excluded.finding, trouble = excluded.trouble,
                    trouble_details = excluded.trouble_details,
                    trouble_uk = excluded.trouble_uk, trouble_en = excluded.trouble_en
                """,
            arguments: [now.milliseconds, finding.rawValue] + ErrorValues(failure).arguments
                + [call.value])
    }

    /// The last try that did not play, as columns of a call.
    static func failure(_ row: Row) throws(UnknownCode) -> RecordingError? {
        try ErrorColumns.recording.read(row)
    }
}

extension Store {
    /// The last try to play a recording that failed, of those whose recording has not been played since;
    /// nil when there is none.
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

    /// A listening: kept in the audit, and the recording counts as one that plays. A piece heard
    /// within ten minutes of this person's last one of the same call belongs to the same
    /// listening, which is in the audit already.
    package func saveListening(
        to call: CallRow, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write { transaction in
            let db = transaction.db
            try RecordingTable.save(.played, nil, of: call.id, at: now, db)
            let subject = "call/\(call.uuid)"
            if try !ListeningTable.goesOn(call.id, by: author, at: now, db) {
                try AuditTable.insert(.listened, by: author, to: subject, at: now, db)
            }
            try ListeningTable.save(call.id, by: author, at: now, db)
        }
    }

    /// A recording that could not be played, for the state of the call.
    ///
    /// - Parameter isNotReady: Phonet has nothing at the address yet.
    package func saveRecordingError(
        _ error: PhonetError, isNotReady: Bool, of call: CallRow, at now: Instant
    ) throws(StoreError) {
        try write { transaction in
            try RecordingTable.save(
                isNotReady ? .notReady : .failed, .known(error), of: call.id, at: now,
                transaction.db)
        }
    }
}
