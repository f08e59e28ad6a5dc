import GRDB

// The ids by which the CRM knows clients and leads: their own, and aliases of those merged into them.

extension ContactTable {
    /// The contact that the CRM knows by this id, or knew before a merge; nil: there is none.
    static func find(externalID: String, _ db: Database) throws -> Contact? {
        try find(ownExternalID: externalID, db)
            ?? find(alias: externalID, db).flatMap { try find($0, db) }
    }

    /// The contact that has this id; nil: there is none.
    static func find(ownExternalID externalID: String, _ db: Database) throws -> Contact? {
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM \(name) WHERE external_id = ?"),
            arguments: [externalID])
        return try id.flatMap { try find(Contact.ID($0), db) }
    }

    /// The contact that one with this id was merged into; nil: there is none.
    static func find(alias: String, _ db: Database) throws -> Contact.ID? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT \(name)_id FROM \(name)_alias WHERE external_id = ?"),
            arguments: [alias]
        ).map { Contact.ID($0) }
    }

    static func aliases(of id: Contact.ID, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(sql: "SELECT external_id FROM \(name)_alias WHERE \(name)_id = ?"),
            arguments: [id])
    }

    static func writeAlias(_ alias: String, of id: Contact.ID, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO \(name)_alias (external_id, \(name)_id)
                SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM \(name) WHERE external_id = ?1)
                """, arguments: [alias, id])
    }
}
