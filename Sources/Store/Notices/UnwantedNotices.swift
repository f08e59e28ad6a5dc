import CallRules
import GRDB

/// A kind of notices by one channel.
package struct NoticeByChannel: Hashable, Sendable {
    package let kind: NoticeKind
    package let channel: ChannelKind

    package init(kind: NoticeKind, channel: ChannelKind) {
        self.kind = kind
        self.channel = channel
    }
}

extension Store {
    /// The kinds of notices that an employee does not want by a channel; by default none.
    package func unwantedNotices(
        of employee: Employee.ID
    ) throws(StoreError) -> Set<NoticeByChannel> {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT kind, channel FROM unwanted_notice WHERE employee_id = ?"),
                arguments: [employee])
            return Set(
                try rows.map {
                    NoticeByChannel(kind: try $0.code("kind"), channel: try $0.code("channel"))
                })
        }
    }

    /// Stores which notices an employee does not want by which channel. It holds for notices that are
    /// sent from now on.
    package func saveUnwantedNotices(
        _ unwanted: Set<NoticeByChannel>, of employee: Employee.ID
    ) throws(StoreError) {
        try write(.upkeep) { transaction in
            let db = transaction.db
            try db.execute(
                sql: "DELETE FROM unwanted_notice WHERE employee_id = ?", arguments: [employee])
            for one in unwanted {
                try db.execute(
                    sql:
                        "INSERT INTO unwanted_notice (employee_id, kind, channel) VALUES (?, ?, ?)",
                    arguments: [employee, one.kind.rawValue, one.channel.rawValue])
            }
        }
    }
}
