import CallRules
import Foundation
import GRDB

/// The answer to a request with an `Idempotency-Key`, kept so that the same request again is answered
/// without being carried out again.
package struct KeptAnswer: Hashable, Sendable {
    /// The HTTP status.
    package let status: Int
    /// The value of `Location`; nil: there was none.
    package let location: String?
    /// The JSON text; nil: it named a person who was erased since.
    package let body: [UInt8]?

    package init(status: Int, location: String?, body: [UInt8]?) {
        self.status = status
        self.location = location
        self.body = body
    }

    /// Seconds for which an answer is kept.
    package static let keptSeconds = 86_400
}

/// A request whose sender gave it a key: whoever sends it again means the same request.
package struct KeyedRequest: Hashable, Sendable {
    /// SHA-256 of the sender's token, the path and the key.
    package let key: [UInt8]
    /// SHA-256 of the body.
    package let body: [UInt8]

    package init(key: [UInt8], body: [UInt8]) {
        self.key = key
        self.body = body
    }
}

/// Keeps the answer to a request in the transaction that carries the request out.
package struct AnswerKeeping<Row: Sendable>: Sendable {
    private let request: KeyedRequest
    private let answer: @Sendable (Row) -> KeptAnswer

    /// - Parameter answer: the answer when the request made this row.
    package init(_ request: KeyedRequest, _ answer: @escaping @Sendable (Row) -> KeptAnswer) {
        self.request = request
        self.answer = answer
    }

    func keep(_ row: Row, at now: Instant, _ db: Database) throws {
        try KeptAnswerTable.insert(answer(row), to: request, at: now, db)
    }
}

/// What is known of a request with a key.
package enum KnownRequest: Hashable, Sendable {
    /// It is new.
    case new
    /// It was answered.
    case answered(KeptAnswer)
    /// The key was used with another body.
    case otherBody
}

enum KeptAnswerTable {
    /// Most rows of one transaction.
    private static let limit = 1000

    static func insert(
        _ answer: KeptAnswer, to request: KeyedRequest, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO kept_answer (key, request_body, status, location, body, at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(request.key), Data(request.body), answer.status, answer.location,
                answer.body.map { Data($0) }, now,
            ])
    }

    static func find(
        _ request: KeyedRequest, at now: Instant, _ db: Database
    ) throws -> KnownRequest {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM kept_answer WHERE key = ? AND at > ?"),
            arguments: [
                Data(request.key), now.earlier(bySeconds: KeptAnswer.keptSeconds),
            ])
        guard let row else { return .new }
        let body: Data = row["request_body"]
        guard body == Data(request.body) else { return .otherBody }
        return .answered(
            KeptAnswer(
                status: row["status"], location: row["location"],
                body: (row["body"] as Data?).map { Array($0) }))
    }

    /// Deletes some answers from before a moment.
    static func forget(before limit: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM kept_answer WHERE id IN (
                    SELECT id FROM kept_answer WHERE at < ? ORDER BY at
                    LIMIT \(KeptAnswerTable.limit))
                """, arguments: [limit])
    }
}

extension Store {
    /// What is known of a request with a key, as of the last day.
    package func known(_ request: KeyedRequest, at now: Instant) throws(StoreError) -> KnownRequest
    {
        try read { try KeptAnswerTable.find(request, at: now, $0) }
    }

    /// Keeps the answer to a request that no transaction of its own answers.
    package func keep(
        _ answer: KeptAnswer, to request: KeyedRequest, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { try KeptAnswerTable.insert(answer, to: request, at: now, $0.db) }
    }

    /// Deletes answers older than a day, unless the clock is in doubt.
    package func forgetAnswers(at now: Instant) throws(StoreError) {
        guard try clockHold(at: now) == nil else { return }
        let limit = now.earlier(bySeconds: KeptAnswer.keptSeconds)
        let isThereAny = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM kept_answer WHERE at < ?)"),
                arguments: [limit]) ?? false
        }
        if isThereAny { try write(.upkeep) { try KeptAnswerTable.forget(before: limit, $0.db) } }
    }
}
