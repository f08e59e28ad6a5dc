import CallRules
import Foundation
import GRDB

/// Names as they are searched and sorted: in one case, every Ukrainian letter one byte, in the order
/// of the alphabet. SQLite compares Cyrillic letters exactly, and looking through names in two-byte
/// letters takes it three times as long.
enum FoldedName {
    /// The letters stand from `@` on, before the Latin ones; the Russian ones behind those. The database
    /// holds what this made of names: another order is another migration.
    private static let signs: [Unicode.Scalar: Unicode.Scalar] = {
        var signs: [Unicode.Scalar: Unicode.Scalar] = ["’": "'", "ʼ": "'"]
        for (letters, first) in [
            ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "@" as Unicode.Scalar), ("ыэёъ", "{"),
        ] {
            for (place, letter) in letters.unicodeScalars.enumerated() {
                signs[letter] = Unicode.Scalar(first.value + UInt32(place))
            }
        }
        return signs
    }()

    static func of(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            folded.append(signs[scalar] ?? scalar)
        }
        return String(folded)
    }

    /// Holds where each word of `text` is part of `column`; ten words at the most.
    static func condition(_ text: String, in column: String) -> SQL {
        text.split(whereSeparator: \.isWhitespace).prefix(10)
            .map { "instr(\(sql: column), \(of(String($0)))) > 0" as SQL }.allHold
    }
}

/// The tables of folded names, by whose they are. Whatever writes a name leaves a row without one, and
/// whoever searches folds it first.
enum FoldedNames: String, CaseIterable {
    case client, lead

    /// So many in one transaction.
    private static let limit = 2000

    private var owners: String { rawValue }

    private var unfolded: String {
        let company = self == .client ? " || char(10) || coalesce(company, '')" : ""
        return """
            SELECT id, name\(company) FROM \(owners)_name
            JOIN \(owners) ON id = \(owners)_id WHERE folded IS NULL
            """
    }

    func isUnfinished(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (\(unfolded))") ?? false
    }

    /// Folds the next names.
    ///
    /// - Returns: whether there may be more.
    func fold(_ db: Database) throws -> Bool {
        let rows = try Row.fetchAll(db, sql: "\(unfolded) LIMIT \(FoldedNames.limit)")
        let statement = try db.cachedStatement(
            sql: "UPDATE \(owners)_name SET folded = ? WHERE \(owners)_id = ?")
        for row in rows {
            let (id, name): (Int64, String) = (row[0], row[1])
            try statement.execute(arguments: [FoldedName.of(name), id])
        }
        return rows.count == FoldedNames.limit
    }

    /// Holds, in a query of this table, for whom somebody may mean who types `text`: each word is part of
    /// the name, the company included; or it is digits of a number, or the CRM's id. A whole number is
    /// taken for what it is; of those whom some digits could mean, a thousand are enough.
    func found(by text: String, _ db: Database) throws -> SQL {
        let text = text.trimmingCharacters(in: .whitespaces)
        let owner = SQL(sql: "\(owners)_name.\(owners)_id")
        let external = try Int64.fetchOne(
            db, sql: "SELECT id FROM \(owners) WHERE external_id = ?", arguments: [text])
        let phones = SQL(sql: "SELECT \(owners)_id FROM \(owners)_phone")
        let digits = text.filter { $0.isASCII && $0.isNumber }
        let isNumber = text.allSatisfy { $0.isNumber || $0.isWhitespace || "+-()./".contains($0) }
        if isNumber, let phone = PhoneNumber(text).e164 {
            return "\(owner) IN (\(phones) WHERE e164 = \(phone) UNION ALL SELECT \(external))"
        }
        let names = FoldedName.condition(text, in: "folded")
        guard isNumber, digits.count >= 3 else {
            return external.map { "\(names) OR \(owner) = \($0)" } ?? names
        }
        return """
            \(owner) IN (SELECT \(external) UNION ALL \(phones) WHERE instr(e164, \(digits)) > 0
                UNION ALL SELECT \(owner) FROM \(sql: owners)_name WHERE \(names) LIMIT 1000)
            """
    }
}

extension Store {
    /// Makes the names that were written since the last search searchable.
    func fold(_ names: FoldedNames) throws(StoreError) {
        guard try read({ try names.isUnfinished($0) }) else { return }
        while try write({ try names.fold($0.db) }) {}
    }
}
