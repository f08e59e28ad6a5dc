import CSQLite

extension Store {
    /// The name of the last migration; every open database has run it.
    package static var schema: String { Migrations.migrator.migrations.last ?? "" }

    /// The version of the SQLite library.
    package static var libraryVersion: String { String(cString: sqlite3_libversion()) }
}
