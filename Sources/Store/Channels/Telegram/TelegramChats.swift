import CallRules
import Foundation
import GRDB

/// The conversation of the bot with one employee, to which notices are sent.
package struct TelegramChat: Hashable, Sendable {
    /// The address of deliveries.
    package let id: Int64
    package let employeeID: Employee.ID
    /// Telegram's number of the conversation.
    package let chat: Int64
    /// What the person is called at Telegram; at most 100 characters.
    package let name: String
    /// When the person linked it.
    package let createdAt: Instant
    /// When Telegram last accepted a message; nil: never.
    package let lastDeliveredAt: Instant?
    /// Why the last message failed; nil: it arrived, or none was sent.
    package let failure: DeliveryFailure?

    /// Seconds for which a code links a conversation.
    package static let codeSeconds = 15 * 60
}

/// The result of linking a conversation with a code.
package enum TelegramLinking: Hashable, Sendable {
    /// It belongs to this employee now, and to nobody else.
    case linked(EmployeeRow)
    /// The code is unknown, was used, or is too old.
    case refused
}

extension Store {
    /// The conversation of an employee; nil: there is none.
    package func telegramChat(of employee: Employee.ID) throws(StoreError) -> TelegramChat? {
        try read { try TelegramChatTable.find("employee_id = \(employee.value)", $0) }
    }

    /// The conversation with an address; nil: it was unlinked, or is another employee's.
    package func telegramChat(
        _ id: Int64, of employee: Employee.ID?
    ) throws(StoreError) -> TelegramChat? {
        try read {
            try TelegramChatTable.find("id = \(id) AND employee_id IS \(employee?.value)", $0)
        }
    }

    /// The active employee of one of Telegram's conversations; nil: nobody's.
    package func employee(
        ofTelegramChat chat: Int64, at now: Instant
    ) throws(StoreError) -> EmployeeRow? {
        try read { db in
            guard let chat = try TelegramChatTable.find("chat = \(chat)", db),
                let person = try EmployeeTable.find(chat.employeeID, at: now, db),
                person.details.active
            else { return nil }
            return person
        }
    }

    /// Keeps the code with which an employee may link a conversation, in place of an earlier one.
    ///
    /// - Parameter hash: SHA-256 of the code.
    package func keepTelegramCode(
        _ hash: [UInt8], of employee: Employee.ID, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            try transaction.db.execute(
                sql: """
                    INSERT INTO telegram_code (employee_id, hash, expires_at) VALUES (?, ?, ?)
                    ON CONFLICT (employee_id) DO UPDATE SET hash = excluded.hash,
                        expires_at = excluded.expires_at
                    """,
                arguments: [
                    employee, Data(hash), now.advanced(bySeconds: TelegramChat.codeSeconds),
                ])
        }
    }

    /// Links one of Telegram's conversations to the employee whose code it is, in place of the employee's
    /// earlier one. The code is used up.
    ///
    /// - Parameters:
    ///   - hash: SHA-256 of the code.
    ///   - name: what the person is called at Telegram.
    package func linkTelegram(
        _ hash: [UInt8], chat: Int64, name: String, at now: Instant
    ) throws(StoreError) -> TelegramLinking {
        try write(.upkeep) { transaction in
            let db = transaction.db
            let owner = try Int64.fetchOne(
                db,
                sql:
                    "DELETE FROM telegram_code WHERE hash = ? AND expires_at > ? RETURNING employee_id",
                arguments: [Data(hash), now])
            guard let owner,
                let person = try EmployeeTable.find(Employee.ID(owner), at: now, db),
                person.details.active
            else { return .refused }
            try db.execute(
                sql: "DELETE FROM telegram_chat WHERE employee_id = ? OR chat = ?",
                arguments: [owner, chat])
            try db.execute(
                sql: """
                    INSERT INTO telegram_chat (employee_id, chat, name, created_at)
                    VALUES (?, ?, ?, ?)
                    """, arguments: [owner, chat, String(name.prefix(100)), now])
            try AuditTable.insert(
                .telegramLinked, by: Author(person, from: .machine), to: "employee/\(owner)",
                at: now, db)
            return .linked(person)
        }
    }

    /// Ends the conversation of an employee; false: there was none.
    @discardableResult
    package func unlinkTelegram(
        of employee: Employee.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            let db = transaction.db
            try db.execute(
                sql: "DELETE FROM telegram_chat WHERE employee_id = ?", arguments: [employee])
            guard db.changesCount > 0 else { return false }
            try AuditTable.insert(
                .telegramUnlinked, by: author, to: "employee/\(employee.value)", at: now, db)
            return true
        }
    }
}

enum TelegramChatTable {
    static func find(_ condition: SQL, _ db: Database) throws -> TelegramChat? {
        try SQLRequest<Row>(literal: "SELECT * FROM telegram_chat WHERE \(condition)")
            .fetchOne(db).map { row in
                TelegramChat(
                    id: row["id"], employeeID: Employee.ID(row["employee_id"]), chat: row["chat"],
                    name: row["name"], createdAt: row["created_at"],
                    lastDeliveredAt: row["last_delivered_at"],
                    failure: try DeliveryFailure.ofAddress(row))
            }
    }
}

extension DeliveryFailure {
    /// The columns `failure` and `failure_details` of an address; nil: the last delivery arrived.
    static func ofAddress(_ row: Row) throws(UnknownCode) -> DeliveryFailure? {
        guard let code: Code = try row.codeIfPresent("failure") else { return nil }
        return try DeliveryFailure(
            code, details: row["failure_details"], column: "failure_details")
    }
}
