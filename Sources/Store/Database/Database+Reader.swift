import GRDB
import GRDBSQLite

extension Database {
    /// Removes GRDB's authorizer, which is called for every column of every statement that is prepared and
    /// serves database observation. Nothing observes a read-only connection; the calls took more than half
    /// of a page's time.
    func withoutAuthorizer() {
        sqlite3_set_authorizer(sqliteConnection, nil, nil)
    }
}
