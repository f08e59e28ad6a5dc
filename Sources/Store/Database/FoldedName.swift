import CallRules
import Foundation
import GRDB

/// The search and sort key of a name: lower case, without apostrophes, one byte for each Ukrainian letter,
/// in the order of the alphabet. SQLite compares Cyrillic letters exactly, and searching two-byte letters takes three times as
/// long.
enum FoldedName {
    /// Ukrainian letters start at `@`, before the Latin ones; Russian ones follow them. The keys
    /// are stored, so a change of this order needs a migration.
    private static let signs: [Unicode.Scalar: Unicode.Scalar] = {
        var signs: [Unicode.Scalar: Unicode.Scalar] = [:]
        for (letters, first) in [
            ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "@" as Unicode.Scalar), ("ыэёъ", "{"),
        ] {
            for (place, letter) in letters.unicodeScalars.enumerated() {
                signs[letter] = Unicode.Scalar(first.value + UInt32(place))
            }
        }
        return signs
    }()

    /// All that people type for an apostrophe. It counts for nothing: «В’ячеслав» stands among the «Вя…».
    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ", "‘", "`", "´", "′"]

    static func of(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCanonicalMapping.lowercased().unicodeScalars
        where !apostrophes.contains(scalar) {
            folded.append(signs[scalar] ?? scalar)
        }
        return String(folded)
    }

    /// Condition: each word of `text` is part of `column`; ten words at most.
    static func condition(_ text: String, in column: String) -> SQL {
        text.split(whereSeparator: \.isWhitespace).prefix(10)
            .map { "instr(\(sql: column), \(of(String($0)))) > 0" as SQL }.allHold
    }

    /// Adds the order of names, `COLLATE ukrainian`, and the function `folded_name` to a connection.
    static func add(to db: Database) {
        db.add(
            collation: DatabaseCollation("ukrainian") { first, second in
                let (first, second) = (of(first), of(second))
                return first == second
                    ? .orderedSame : first < second ? .orderedAscending : .orderedDescending
            })
        db.add(
            function: DatabaseFunction("folded_name", argumentCount: 1, pure: true) { values in
                String.fromDatabaseValue(values[0]).map(of)
            })
    }
}

/// The tables of search keys. A trigger empties the key when a name is written; the next search fills it.
enum FoldedNames: String, CaseIterable {
    case client, lead

    /// Most names in one transaction.
    static let limit = 2000

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

    /// Writes the next missing keys.
    ///
    /// - Parameters:
    ///   - limit: the most keys.
    ///   - isTimeUp: true leaves the rest.
    /// - Returns: whether there may be more.
    func fold(
        _ db: Database, limit: Int = FoldedNames.limit, isTimeUp: () -> Bool = { false }
    ) throws -> Bool {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "\(unfolded) LIMIT ?"), arguments: [limit])
        let statement = try db.cachedStatement(
            sql: "UPDATE \(owners)_name SET folded = ? WHERE \(owners)_id = ?")
        for row in rows {
            if isTimeUp() { return true }
            let (id, name): (Int64, String) = (row[0], row[1])
            try statement.execute(arguments: [FoldedName.of(name), id])
        }
        return rows.count == limit
    }

    /// Condition of a search for `text`: each word is part of the name or company; or `text` is digits of a
    /// phone or the CRM's id. A complete phone matches exactly; of the rows that some digits match, the
    /// first thousand, unless the search is among few rows.
    func found(by text: String, isOfFew: Bool = false, _ db: Database) throws -> SQL {
        let text = text.trimmingCharacters(in: .whitespaces)
        let owner = SQL(sql: "\(owners)_name.\(owners)_id")
        let external = try Int64.fetchOne(
            db, sql: "SELECT id FROM \(owners) WHERE external_id = ?", arguments: [text])
        let phones = SQL(sql: "SELECT \(owners)_id FROM \(owners)_phone")
        let typed = SearchText(text)
        if let phone = typed?.phone {
            return "\(owner) IN (\(phones) WHERE e164 = \(phone) UNION ALL SELECT \(external))"
        }
        let names =
            isOfFew
            ? FoldedName.condition(text, in: "folded") : try NameParts(self).holds(text, db)
        guard let numbers = typed?.numbers, let digits = typed?.digits else {
            return external.map { "\(names) OR \(owner) = \($0)" } ?? names
        }
        if isOfFew {
            return """
                \(names) OR \(owner) = \(external) OR EXISTS (
                    SELECT 1 FROM \(sql: owners)_phone
                    WHERE \(sql: owners)_id = \(owner) AND instr(e164, \(digits)) > 0)
                """
        }
        return """
            \(owner) IN (SELECT \(external)
                UNION ALL SELECT \(sql: owners)_id FROM (\(numbers)) AS found
                    CROSS JOIN \(sql: owners)_phone ON e164 = found.number
                UNION ALL SELECT \(owner) FROM \(sql: owners)_name WHERE \(names) LIMIT 1000)
            """
    }
}

extension Store {
    /// Writes the keys of all names that lack one.
    func fold(_ names: FoldedNames) throws(StoreError) {
        guard try read({ try names.isUnfinished($0) }) else { return }
        while try write(.upkeep, { try names.fold($0.db) }) {}
    }
}
