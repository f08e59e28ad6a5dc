import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store

/// A code in a row that this version does not know is an error that names it, never another code.
@Suite struct UnknownCodeStories {
    /// A column of codes, and a read whose result depends on it.
    struct Question: CustomTestStringConvertible, Sendable {
        let table: String
        let column: String
        let ask: @Sendable (Company) throws -> Void

        var testDescription: String { "\(table).\(column)" }

        init(
            _ table: String, _ column: String,
            _ ask: @escaping @Sendable (Company) throws -> Void
        ) {
            self.table = table
            self.column = column
            self.ask = ask
        }
    }

    static let questions: [Question] = [
        Question("call", "direction") { _ = try $0.store.calls(CallFilter(), Pagination()) },
        Question("call", "state") { _ = try $0.store.calls(CallFilter(), Pagination()) },
        Question("call", "outcome") { _ = try $0.store.calls(CallFilter(), Pagination()) },
        Question("call", "number_class") { _ = try $0.store.calls(CallFilter(), Pagination()) },
        Question("call", "origin") { _ = try $0.store.calls(CallFilter(), Pagination()) },
        Question("leg", "direction") { try $0.hear(Conversation().bridge) },
        Question("leg", "party_kind") { try $0.hear(Conversation().bridge) },
        Question("decision", "rule") { _ = try $0.store.leadCard(try $0.lead()) },
        Question("decision", "moment") { _ = try $0.store.leadCard(try $0.lead()) },
        Question("lead", "origin") { _ = try $0.store.lead(try $0.lead()) },
        Question("lead_status", "kind") { _ = try $0.store.leadStatuses(Pagination()) },
        Question("turn", "mode") { _ = try $0.store.leadCard(try $0.lead()) },
        Question("turn", "skipped") { _ = try $0.store.leadCard(try $0.lead()) },
        Question("employee", "role") { _ = try $0.store.settingChoices(at: Company.morning) },
        Question("employee", "language") { _ = try $0.store.settingChoices(at: Company.morning) },
        Question("missed_case", "state") {
            _ = try $0.store.missedCases(MissedCaseFilter(), Pagination(), at: Company.morning)
        },
        Question("notice", "kind") { _ = try $0.store.notices(NoticeFilter(), Pagination()) },
        Question("last_received", "kind") { _ = try $0.store.lastReceived() },
        Question("webhook_message", "status") {
            _ = try $0.store.webhookMessages(WebhookMessageFilter(), Pagination())
        },
        Question("webhook_message", "status") { _ = try $0.store.counts() },
        Question("webhook_message", "status") { _ = try $0.store.keptMessage(1) },
        Question("webhook_message", "endpoint") {
            _ = try $0.store.webhookMessages(WebhookMessageFilter(), Pagination())
        },
        Question("webhook_message", "endpoint") { _ = try $0.store.keptMessage(1) },
        Question("comparison", "reason") { _ = try $0.store.reconciliationRuns(limit: 1) },
        Question("erasure", "manner") { _ = try $0.store.erasures(Pagination()) },
        Question("erasure", "manner") { _ = try $0.store.erasureLog() },
        Question("import_job", "kind") { _ = try $0.store.imports(limit: 1) },
        Question("import_job", "state") { _ = try $0.store.imports(limit: 1) },
    ]

    @Test("An unknown code is an error that names it", arguments: questions)
    func unknownCode(_ question: Question) throws {
        let company = try Company()
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.distributionMode = .even
            $0.notifyMissedLeadResponsible = true
        }
        try company.missACall()
        // With the original rows the read succeeds.
        try question.ask(company)
        let isNumber = question.table == "leg"
        let code = isNumber ? "77" : "from_tomorrow"
        let count = try company.spoil(
            question.table, question.column, isNumber ? "77" : "'\(code)'")
        #expect(count > 0)
        #expect {
            try question.ask(company)
        } throws: { error in
            let text = "\(error)"
            return text.contains(code) && text.contains(question.column)
        }
    }

    @Test("No stored code is read with something else in its place")
    func noDefaults() throws {
        let here = URL(fileURLWithPath: #filePath)
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let sources = root.appendingPathComponent("Sources")
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        // An action that only a newer version knows is read as nil, so that the rest of the audit
        // stays visible.
        let allowed = ["AuditTable.swift"]
        let silent = [
            try Regex(#"\(rawValue: (Int\()?row\b"#),
            try Regex(#"row\["\w+"\] as (String|Int)\?\)\s*\.flatMap\([A-Z]"#),
            try Regex(
                #"row\.(text|int)(OrNil)?\([^)]*\)\s*\.flatMap(\([A-Z]| \{ [A-Z]\w*\(rawValue)"#),
        ]
        var (read, found): (Int, [String]) = (0, [])
        for case let file as URL in files where file.pathExtension == "swift" {
            read += 1
            guard !allowed.contains(file.lastPathComponent) else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for pattern in silent where text.contains(pattern) {
                found.append("\(file.lastPathComponent)")
            }
        }
        #expect(read > 600)
        #expect(found.isEmpty, "read stored codes with row.code(…) or statement.code(…)")
    }
}

extension Company {
    /// Makes the rows that the reads need: a missed call with its lead, a reconciliation, an
    /// erasure, an import.
    fileprivate func missACall() throws {
        try hear(Conversation().dial)
        try hear(Conversation().record(answered: false))
        try execute(
            """
            UPDATE employee SET language = 'uk';
            INSERT INTO comparison (reason, from_at, to_at, started_at, touched_at, read_until)
            VALUES ('schedule', 0, 1, 1, 1, 0);
            INSERT INTO erasure (manner, token, actor, began_at, counts)
            VALUES ('erase', '+9991', 'Olena', 0, '{}');
            INSERT INTO import_job (kind, file_name, author, source_ip, state, columns, rows,
                begun_at, touched_at)
            VALUES ('leads', 'a.csv', 'Olena', '', 'uploaded', '[null]', 1, 0, 0);
            """)
    }

    fileprivate func lead() throws -> Lead.ID {
        Lead.ID(try value("SELECT min(id) FROM lead") ?? 0)
    }

    /// Sets a column of every row to a value, even one that the table's checks refuse.
    ///
    /// - Returns: the number of rows.
    fileprivate func spoil(_ table: String, _ column: String, _ value: String) throws -> Int {
        try execute(
            """
            PRAGMA ignore_check_constraints = ON;
            UPDATE OR IGNORE \(table) SET \(column) = \(value);
            PRAGMA ignore_check_constraints = OFF;
            """)
        return try count("SELECT count(*) FROM \(table)")
    }
}
