import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Imports
@testable import Store

/// Files that somebody brings to the company of the stories, which has no clients yet.
extension Company {
    static let environment = ImportWork.Environment(
        clock: { morning }, uptime: { .zero },
        moment: { $0 == "2025-03-01" ? Instant(milliseconds: 1_740_780_000_000) : nil })

    /// Brings a file whose columns are known by their headings, and leaves it uploaded.
    func bring(
        _ kind: ImportKind, _ lines: [String], separator: Unicode.Scalar? = nil
    ) throws -> ImportJob.ID {
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        let source = ImportSource(bytes: bytes[...])
        let head = try #require(try source.head(sample: 10, separator: separator))
        let survey = try source.survey(head)
        let file = ImportedFile(
            kind: kind, name: "клієнти.csv", columns: head.columns(kind), rows: survey.rows,
            survey: survey.columns(of: head), separator: separator, rowsAbove: head.rowsAbove)
        let id = try store.beginImport(file, by: .command, at: Company.morning)
        try store.importFile(id).write(bytes[...])
        return id
    }

    /// Works at the phase an import is in.
    func work(
        at id: ImportJob.ID, isStopping: @escaping () -> Bool = { false }
    ) throws -> ImportJob? {
        guard let job = try store.importJob(id),
            let source = ImportSource(path: store.importFile(id).path)
        else { return nil }
        let work = ImportWork(store, Company.environment, isStopping: isStopping)
        try work.run(job, of: source)
        return try store.importJob(id)
    }

    /// Rehearses a file.
    func check(_ kind: ImportKind, _ lines: [String]) throws -> ImportJob? {
        let id = try bring(kind, lines)
        let columns = try store.importJob(id)?.columns ?? []
        _ = try store.checkImport(id, columns: columns, at: Company.morning)
        return try work(at: id)
    }

    /// Rehearses a file and takes it over.
    @discardableResult
    func take(_ kind: ImportKind, _ lines: [String]) throws -> ImportJob? {
        guard let checked = try check(kind, lines) else { return nil }
        _ = try store.runImport(checked.id, by: .command, at: Company.morning)
        return try work(at: checked.id)
    }

    /// What was wrong, as `3 phones`.
    func validationMessages(of job: ImportJob?) throws -> [String] {
        guard let job else { return [] }
        return try store.importRowErrors(of: job.id, lines: 10_000)
            .map { "\($0.line) \($0.problem.field)" }
    }

    /// Everything an import can change, as text.
    func books() throws -> String {
        try store.read { db in
            try ["client", "client_phone", "client_admin", "lead", "lead_phone"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1, 2")
                    .map { "\(table) \($0)" }
            }.joined(separator: "\n")
        }
    }

    func client(_ external: String) throws -> ClientDetails? {
        var filter = ClientFilter()
        filter.externalID = external
        return try store.clients(filter, Pagination()).items.first?.details
    }
}

extension Company {
    /// The clients in the order in which they came, as `name (company): phones`.
    func people() throws -> [String] {
        try store.clients(ClientFilter(), Pagination()).items.sorted { $0.id.value < $1.id.value }
            .map { client in
                let company = client.details.company.map { " (\($0))" } ?? ""
                let phones = client.details.phones.compactMap(\.e164).joined(separator: " ")
                return "\(client.details.name)\(company): \(phones)"
            }
    }
}
