import GRDB

@testable import Store

/// The schema of a database as a readable file: by subject, with the comments of the migrations.
struct SchemaText {
    let text: String

    /// The tables of each subject; every table belongs to one subject.
    private static let subjects: [(name: String, tables: [String])] = [
        (
            "Calls",
            [
                "call", "call_alias", "leg", "line", "decision", "turn", "recording", "listening",
                "saved_view",
            ]
        ),
        (
            "Contacts",
            [
                "client", "client_phone", "client_admin", "client_name", "lead", "lead_phone",
                "lead_name", "lead_status", "lead_source", "attachment", "attached_call",
                "removal",
            ]
        ),
        ("Missed calls", ["missed_case", "case_closing"]),
        (
            "Notices",
            [
                "notice", "notice_preference", "dismissed_call", "push_delivery", "push_attempt",
                "push_subscription", "push_key",
            ]
        ),
        (
            "Webhook log",
            ["webhook_message", "untrusted_source", "untrusted_total", "last_received"]
        ),
        ("Reconciliation", ["comparison", "completeness", "unruled_call"]),
        ("Dialling", ["dialling"]),
        ("Employees", ["employee", "extension_owner", "pause"]),
        (
            "Accounts",
            [
                "password", "session", "device", "invitation", "api_token", "webhook_token",
                "audit_entry",
            ]
        ),
        (
            "Settings",
            [
                "setting", "setting_version", "setting_change", "connection_check",
                "phonet_connection", "module_off",
            ]
        ),
        ("Imports", ["import_job", "import_mistake"]),
        ("Privacy", ["inquiry", "inquiry_find", "erasure", "erasure_row", "purge"]),
        ("Backup", ["backup"]),
        ("The machine", ["self_check"]),
    ]

    init(of database: DatabaseQueue) throws {
        let objects = try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT type, name, tbl_name, sql FROM sqlite_schema
                    WHERE sql IS NOT NULL AND name <> 'grdb_migrations'
                        AND name NOT LIKE 'sqlite_%'
                    ORDER BY type <> 'table', type, rowid
                    """)
        }
        let comments = SchemaText.comments()
        var subjects = SchemaText.subjects
        let named = Set(subjects.flatMap(\.tables))
        let others = objects.filter { $0["type"] == "table" || $0["type"] == "view" }
            .map { $0["name"] as String }.filter { !named.contains($0) }
        if !others.isEmpty { subjects.append(("Others", others)) }
        var lines = [
            "-- The schema of a fresh database: what the migrations beside this file add up to.",
            "-- Written by Tests/StoreTests/Schema/SchemaStories.swift, which also compares it.",
            "-- Never run by the program. Times are milliseconds UTC, phones E.164.",
        ]
        for subject in subjects {
            lines += ["", "-- # \(subject.name)"]
            for table in subject.tables {
                for object in objects where object["tbl_name"] == table {
                    let name: String = object["name"]
                    let comment = comments[name] ?? []
                    if object["type"] == "table" || !comment.isEmpty { lines.append("") }
                    lines += comment
                    lines += SchemaText.tidy(object["sql"])
                }
            }
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    /// The comments above each statement of the migrations, by the object it makes; a column that
    /// was added later is named in the comment of its table.
    private static func comments() -> [String: [String]] {
        var comments: [String: [String]] = [:]
        var block: [String] = []
        for line in Migrations.all.flatMap({ $0.sql.split(separator: "\n") }) {
            let words = line.split(separator: " ").map(String.init)
            if words.first?.hasPrefix("--") == true {
                if line.hasPrefix("--") { block.append(String(line)) }
                continue
            }
            guard !line.hasPrefix(" ") else { continue }
            if words.prefix(2) == ["ALTER", "TABLE"], words.count > 5, !block.isEmpty {
                let first = block[0].dropFirst(3)
                comments[words[2], default: []] +=
                    ["-- \(words[5]): \(first)"] + block.dropFirst()
            } else if words.first == "CREATE", !block.isEmpty {
                let start = words.firstIndex { ["TABLE", "INDEX", "TRIGGER", "VIEW"].contains($0) }
                if let start, start + 1 < words.count { comments[words[start + 1]] = block }
            }
            block = []
        }
        return comments
    }

    /// One statement as lines; columns that ALTER TABLE appended get lines of their own.
    private static func tidy(_ sql: String) -> [String] {
        var lines = sql.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if let last = lines.indices.last { lines[last] += ";" }
        return lines
    }

    /// SQL without comments and white space; text in quotes is not changed.
    static func bare(_ sql: String) -> String {
        var bare = ""
        var quote: Character?
        var isComment = false
        var previous: Character?
        for letter in sql {
            defer { previous = letter }
            if isComment {
                isComment = letter != "\n"
            } else if let open = quote {
                bare.append(letter)
                if letter == open { quote = nil }
            } else if letter == "-", previous == "-" {
                bare.removeLast()
                isComment = true
            } else if letter == "'" || letter == "\"" {
                quote = letter
                bare.append(letter)
            } else if !letter.isWhitespace {
                bare.append(letter)
            }
        }
        return bare
    }

    /// FNV-1a, 64 bits, of `bare`.
    static func fingerprint(_ sql: String) -> String {
        let hash = bare(sql).utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
