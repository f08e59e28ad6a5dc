import CallRules
import GRDB

/// Why a recording could not be played.
package struct RecordingError: Hashable, Sendable {
    /// As programs know it: small Latin letters and `_`.
    package let name: String
    /// What happened and what to do now, for a person.
    package let sentence: LocalizedText

    /// The cause by name, and in words.
    package init(name: String, sentence: LocalizedText) {
        self.name = name
        self.sentence = sentence
    }
}

/// What the last try to play a call's recording found.
enum RecordingTable {
    static func save(
        _ finding: RecordingFacts.Try, _ failure: RecordingError?, of call: Call.ID,
        at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO recording (call_id, checked_at, finding, trouble, trouble_uk,
                    trouble_en)
                SELECT id, ?, ?, ?, ?, ? FROM call WHERE id = ?
                ON CONFLICT (call_id) DO UPDATE SET checked_at = excluded.checked_at,
                    finding = excluded.finding, trouble = excluded.trouble,
                    trouble_uk = excluded.trouble_uk, trouble_en = excluded.trouble_en
                """,
            arguments: [
                now.milliseconds, finding.rawValue, failure?.name, failure?.sentence.uk,
                failure?.sentence.en, call.value,
            ])
    }

    /// The last try that did not play, as columns of a call.
    static func failure(_ row: Row) -> RecordingError? {
        guard let name: String = row["recording_trouble"] else { return nil }
        return RecordingError(
            name: name,
            sentence: LocalizedText(
                uk: row["recording_trouble_uk"] ?? "", en: row["recording_trouble_en"] ?? ""))
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
                            trouble_uk AS recording_trouble_uk, trouble_en AS recording_trouble_en
                        FROM recording WHERE finding = 'failed' ORDER BY checked_at DESC LIMIT 1
                        """))
            guard let row, let failure = RecordingTable.failure(row) else { return nil }
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
        _ failure: RecordingError, isNotReady: Bool, of call: CallRow, at now: Instant
    ) throws(StoreError) {
        try write { transaction in
            try RecordingTable.save(
                isNotReady ? .notReady : .failed, failure, of: call.id, at: now, transaction.db)
        }
    }
}
