import CSQLite

extension Store {
    /// The last step of the schema; every database that is open has taken it.
    package static var schema: String { Migrations.migrator.migrations.last ?? "" }

    /// Of SQLite.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
