import GRDB

/// How part of a name is found: a table has every three letters in a row of each folded name. The
/// background writes them; a trigger deletes them when the name changes or goes. Names that wait are
/// read one by one.
enum NameParts: String, CaseIterable {
    case client, lead

    init(_ names: FoldedNames) {
        self =
            switch names {
            case .client: .client
            case .lead: .lead
            }
    }

    /// The most names of one transaction.
    static let limit = 500
    /// A part that more names have narrows nothing: they are found soon in the order of the list.
    private static let many = 3000
    private static let length = 3
    /// Letters of the longest name and company, and what is between them.
    private static let longest = 420

    private var table: String { "\(rawValue)_name_part" }
    private var names: String { "\(rawValue)_name" }
    private var owner: String { "\(rawValue)_id" }

    /// SQL: the parts of a folded name.
    ///
    /// - Parameter folded: an SQL expression.
    static func of(_ folded: String) -> String {
        let places = (1...longest - length + 1).map(String.init).joined(separator: ",")
        return """
            SELECT DISTINCT substr(\(folded), place.value, \(length))
            FROM json_each('[\(places)]') AS place
            WHERE place.value <= length(\(folded)) - \(length - 1)
            """
    }

    /// Condition on the table of folded names: each word of `text` is part of the name; ten words at most.
    func holds(_ text: String, _ db: Database) throws -> SQL {
        let names = FoldedName.condition(text, in: "folded")
        var rarest: (part: String, count: Int)?
        for part in NameParts.parts(of: text) where rarest?.count != 0 {
            let count =
                try Int.fetchOne(
                    db.cachedStatement(
                        sql: """
                            SELECT count(*) FROM (
                                SELECT 1 FROM \(table) WHERE part = ? LIMIT \(NameParts.many))
                            """), arguments: [part]) ?? 0
            if count < rarest?.count ?? NameParts.many { rarest = (part, count) }
        }
        guard let rarest else { return names }
        return """
            \(sql: self.names).\(sql: owner) IN (
                SELECT \(sql: owner) FROM \(sql: table) WHERE part = \(rarest.part)
                UNION ALL SELECT \(sql: owner) FROM \(sql: self.names) WHERE is_split = 0)
            AND \(names)
            """
    }

    /// The parts that each name has in which all words of `text` are.
    private static func parts(of text: String) -> Set<String> {
        var parts: Set<String> = []
        for word in text.split(whereSeparator: \.isWhitespace).prefix(10) {
            let letters = Array(FoldedName.of(String(word)).unicodeScalars)
            guard letters.count >= length else { continue }
            for place in 0...letters.count - length {
                var part = String.UnicodeScalarView()
                part.append(contentsOf: letters[place..<place + length])
                parts.insert(String(part))
            }
        }
        return parts
    }

    func isUnfinished(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM \(names) INDEXED BY \(names)_unsplit
                        WHERE is_split = 0 AND folded IS NOT NULL)
                    """)) ?? false
    }

    /// Writes the parts of the next names.
    ///
    /// - Parameter isTimeUp: true leaves the rest.
    func fill(_ db: Database, isTimeUp: () -> Bool) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(owner), folded FROM \(names) INDEXED BY \(names)_unsplit
                    WHERE is_split = 0 AND folded IS NOT NULL LIMIT \(NameParts.limit)
                    """))
        let insertion = try db.cachedStatement(
            sql:
                "INSERT INTO \(table) (part, \(owner)) SELECT part.*, ?2 FROM (\(NameParts.of("?1"))) AS part"
        )
        let mark = try db.cachedStatement(
            sql: "UPDATE \(names) SET is_split = 1 WHERE \(owner) = ?")
        for row in rows {
            if isTimeUp() { return }
            let (id, folded): (Int64, String) = (row[0], row[1])
            try insertion.execute(arguments: [folded, id])
            try mark.execute(arguments: [id])
        }
    }
}

extension Store {
    /// Folds the next names and writes the next parts of them.
    ///
    /// - Returns: whether there was work.
    func continueNames() throws(StoreError) -> Bool {
        for names in FoldedNames.allCases where try read({ try names.isUnfinished($0) }) {
            try writePatiently(.upkeep) { _ = try names.fold($0.db, isTimeUp: $1) }
            return true
        }
        for parts in NameParts.allCases where try read({ try parts.isUnfinished($0) }) {
            try writePatiently(.upkeep) { try parts.fill($0.db, isTimeUp: $1) }
            return true
        }
        return false
    }
}
