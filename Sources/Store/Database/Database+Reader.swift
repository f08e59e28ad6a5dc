import GRDB
import GRDBSQLite

extension Database {
    /// GRDB asks about every column of every statement it prepares, for those who observe a database. Nobody
    /// observes what only reads, and a page spent more than half its time on these questions.
    func withoutAuthorizer() {
        sqlite3_set_authorizer(sqliteConnection, nil, nil)
    }
}
