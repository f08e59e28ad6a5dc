import CallRules
import Foundation
import GRDB
import JSONText

extension Store {
    /// Everything stored about the phone of an inquiry, as a JSON object with an array of rows for
    /// each table. Written in pieces, each read separately, so that a slow client blocks no other
    /// work. Times are milliseconds UTC; message bodies are texts. Recording URLs are left out,
    /// because they open without a password. Writes an audit line.
    ///
    /// - Returns: nil: the inquiry does not exist, or its phone was erased.
    package func export(
        _ id: Inquiry.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> InquiryExport? {
        guard let phone = try inquiry(id)?.phone?.e164 else { return nil }
        try write(.upkeep) { tx in
            try AuditTable.insert(
                .inquiryExported, by: author, to: "inquiry/\(id.value)", at: now, tx.db)
        }
        return InquiryExport(store: self, id: id, phone: phone, at: now)
    }
}

/// Writes everything stored about a phone.
package struct InquiryExport: Sendable {
    /// Most rows of one piece.
    private static let rows = 200

    let store: Store
    let id: Inquiry.ID
    let phone: String
    let now: Instant

    init(store: Store, id: Inquiry.ID, phone: String, at now: Instant) {
        self.store = store
        self.id = id
        self.phone = phone
        self.now = now
    }

    /// - Parameter write: receives one piece after another; an error it throws ends the export.
    package func write(_ write: ([UInt8]) throws -> Void) throws {
        let head = JSON.object([
            ("number", .string(phone)), ("made_at", .integer(now.milliseconds)),
        ])
        // Without the closing brace, because the tables follow.
        try write(head.bytes.dropLast() + Array(#","tables":{"#.utf8))
        for (number, part) in parts.enumerated() {
            let name = JSON.string(part.name).bytes
            try write(Array((number == 0 ? "" : ",").utf8) + name + Array(":[".utf8))
            var written = 0
            while true {
                let piece = try store.read { try rows(of: part, after: written, $0) }
                guard !piece.isEmpty else { break }
                var bytes: [UInt8] = []
                for row in piece {
                    if written > 0 { bytes.append(UInt8(ascii: ",")) }
                    bytes += row.bytes
                    written += 1
                }
                try write(bytes)
            }
            try write(Array("]".utf8))
        }
        try write(Array("}}".utf8))
    }

    private struct Part {
        let name: String
        let condition: String
        let order: String
    }

    private var parts: [Part] {
        PersonalData.tables.flatMap { table -> [Part] in
            let found = """
                \(table.searchKey) IN (SELECT key FROM inquiry_find
                    WHERE inquiry_id = :inquiry AND place = '\(table.table)')
                """
            let itself = Part(
                name: table.table, condition: "(\(table.belongs)) OR \(found)",
                order: table.searchKey)
            guard case .owner(let phones, let column)? = table.link else { return [itself] }
            return [
                itself,
                Part(
                    name: phones,
                    condition: "\(column) IN (SELECT \(column) FROM \(phones) WHERE e164 = :phone)",
                    order: "\(column), position"),
            ]
        }
    }

    private func rows(of part: Part, after written: Int, _ db: Database) throws -> [JSON] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT * FROM \(part.name) WHERE \(part.condition)
                ORDER BY \(part.order) LIMIT \(InquiryExport.rows) OFFSET \(written)
                """, arguments: ["phone": phone, "inquiry": id]
        ).map { row in
            JSON.object(
                row.filter { $0.0 != "recording_url" }.map { ($0.0, JSON(stored: $0.1)) })
        }
    }
}

extension JSON {
    fileprivate init(stored value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .string(text)
            case .blob(let data): .string(String(decoding: data, as: UTF8.self))
            }
    }
}
