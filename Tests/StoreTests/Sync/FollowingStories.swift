import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

/// Older calls follow a number that a sync brings.
@Suite struct FollowingStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    private func call(_ number: Int, _ phone: String) throws {
        try company.hear(Conversation(uuid: "c\(1000 + number)", number: phone).dial)
    }

    @discardableResult
    private func send(
        _ lines: [(id: String, phones: [String])], _ mode: SyncRequest.Mode = .changes,
        killedAfter pieces: Int = .max
    ) throws -> SyncOutcome {
        let session = try SyncSession(
            SyncRequest(
                kind: .clients, source: "crm", mode: mode, mayChangeAdministrators: true,
                author: .command), in: company.store
        ) { Company.morning }
        var left = pieces
        session.committed = { () throws(StoreError) in
            left -= 1
            if left <= 0 { throw .closing }
        }
        try session.take(
            lines.enumerated().map { number, line in
                var fields = SyncFields()
                fields.name = line.id
                fields.phones = line.phones
                return SyncLine(
                    number: number + 1, externalID: line.id, content: .fields(fields))
            })
        return try session.end()
    }

    private func attached() throws -> Int {
        try company.count("SELECT count(*) FROM call WHERE client_id IS NOT NULL")
    }

    @Test("Hundreds of older calls follow in pieces, and one Undo gives them all back")
    func hundreds() throws {
        for number in 0..<300 { try call(number, "+38067100000\(number % 2)") }
        try send([("a", ["0671000000"]), ("b", ["0671000001"])])
        #expect(try attached() == 300)
        #expect(try company.count("SELECT count(*) FROM following") == 0)
        let run = try #require(try company.store.syncRuns(limit: 5).first)
        #expect(run.added == 2)
        #expect(try company.store.attachedCalls(by: .sync(run.id)) == 300)
        #expect(
            try company.store.undo(allOf: .sync(run.id), by: .command, at: Company.morning))
        #expect(try attached() == 0)
        #expect(try company.store.attachedCalls(by: .sync(run.id)) == 0)
        #expect(
            try !company.store.undo(allOf: .sync(run.id), by: .command, at: Company.morning))
        #expect(
            try company.count(
                "SELECT count(*) FROM audit_entry WHERE action = 'attachment_undone'") == 1)
    }

    @Test("Ended between the card and its calls, the gateway goes on after the next start")
    func killed() throws {
        for number in 0..<5 { try call(number, "+380671000000") }
        #expect(throws: StoreError.self) { try send([("a", ["0671000000"])], killedAfter: 1) }
        #expect(try attached() == 0)
        while try company.store.maintain(at: Company.morning) {}
        #expect(try attached() == 5)
    }

    @Test("Calls of a number that two share stay nobody's; those of a removed card go to the other")
    func shared() throws {
        try call(1, "+380671000000")
        try send([("a", ["0671000000"]), ("b", ["0671000000"])])
        #expect(try attached() == 0)
        try call(2, "+380671000001")
        try send([("a", ["0671000001"]), ("b", [])])
        #expect(try attached() == 1)
        // The CRM merged a into b; its snapshot only shows that a is gone.
        try send([("b", ["0671000001"])], .snapshot)
        #expect(
            try company.value(
                "SELECT external_id FROM client JOIN call ON call.client_id = client.id") == "b")
    }

    @Test("Numbers of an imported file bring their calls too")
    func imported() throws {
        try call(1, "+380671000000")
        let file = ImportedFile(kind: .clients, name: "a.csv", columns: [.name, .phones], rows: 1)
        let job = try #require(
            company.store.beginImport(
                file, straightInto: .running, by: .command, at: Company.morning
            ).saved)
        var row = ImportRow(line: 2)
        row.cells = [.name: "Ірина", .phones: "0671000000"]
        _ = try company.store.writeImport(
            [row], in: job, sharing: SharedNumbers(), at: Company.morning)
        while try company.store.maintain(at: Company.morning) {}
        #expect(try attached() == 1)
        #expect(try company.store.attachedCalls(by: .importJob(job)) == 1)
        #expect(try company.store.undo(allOf: .importJob(job), by: .command, at: Company.morning))
        #expect(try attached() == 0)
    }
}
