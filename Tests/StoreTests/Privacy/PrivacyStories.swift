import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A number is taken out of the books")
struct PrivacyStories {
    let company: Company
    private let number = "+380671234509"
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)
    private let now = Company.morning.advanced(bySeconds: 3600)

    init() throws { company = try Company() }

    /// Stores two weeks of calls from forty numbers; the data subject's number has many spellings.
    private func live() throws {
        company.decide {
            $0.createLead.missedIncoming.isOn = true
            $0.notifyMissedUnknown = true
            $0.callPushEmployeeIDs = [Company.olena, Company.taras]
        }
        let spellings = [number, "0671234509", "380671234509", "067 123-45-09", "671234509"]
        for index in 0..<200 {
            let isTheirs = index % 9 == 0
            var call = Conversation()
            call.uuid = String(index, radix: 16).leftPadded(to: 32)
            call.number =
                isTheirs ? spellings[index % spellings.count] : "+3806311122\(10 + index % 40)"
            call.direction = index % 4 == 3 ? .outgoing : .incoming
            call.extension = ["101", "102", "103"][index % 3]
            call.start = Company.morning.earlier(bySeconds: (200 - index) * 6000)
            let isAnswered = index % 3 != 0
            for message in [
                call.dial, call.hangup(answered: isAnswered, seenAt: call.start),
                call.record(answered: isAnswered),
            ] {
                try company.hear(message, at: call.start)
            }
        }
        try keepWhatNothingLeadsTo()
    }

    private func keepWhatNothingLeadsTo() throws {
        try company.hear(Conversation(uuid: "f00d", number: "+380939999999").dial)
        let lookup = ReceivedWebhook(
            endpoint: .customerData, sourceIP: "89.184.65.208", isTrusted: true,
            receivedAt: Company.morning, contentType: "application/x-www-form-urlencoded",
            payload: Array("otherLegNum=%2B380671234509&trunk=1".utf8))
        company.store.lookedUp(lookup)
        try company.execute(
            """
            INSERT INTO client (id, name, created_at, updated_at)
            VALUES (9001, 'Ольга (067 123 45 09)', 0, 0), (9002, 'Дочка 0671234509', 0, 0);
            INSERT INTO client_phone VALUES ('\(number)', 9001, 0), ('\(number)', 9002, 0),
                ('+380631112233', 9002, 1);
            UPDATE call SET client_id = 9001, contact_name = 'Ольга Кравець' WHERE phone = '\(number)';
            UPDATE call SET note = 'Ольга Кравець, син 0631112233' WHERE phone = '\(number)';
            UPDATE call SET note = 'дружина: 067 123-45-09, передзвонити' WHERE uuid = 'f00d';
            UPDATE leg SET contact_name = 'Ольга Кравець', recording_url = 'https://phonet/1234509'
                WHERE call_id IN (SELECT id FROM call WHERE phone = '\(number)');
            UPDATE webhook_message SET reason = 'Unknown event “Ольга Кравець”',
                reasons = '[{"code":"unknown_event","event":"Ольга Кравець"}]'
                WHERE call_id IN (SELECT id FROM call WHERE phone = '\(number)');
            INSERT INTO webhook_message
                (endpoint, source_ip, trusted, received_at, status, reasons, payload)
            VALUES ('call', '89.184.65.208', 1, 0, 'processed',
                '[{"code":"unknown_event","event":"Ольга Кравець 0671234509"}]', x'');
            INSERT INTO dialling (employee_id, extension, phone, asked_at, may_ring)
            VALUES (1, '101', '\(number)', 0, 0);
            INSERT INTO audit_entry (at, actor, source_ip, action, subject)
            VALUES (0, 'x', '', 'listened', 'calls?number=%2B380671234509');
            """)
        let open: Int64? = try company.value(
            "SELECT id FROM missed_case WHERE phone = '\(number)' AND state = 'open'")
        if let open {
            _ = try company.store.closeMissedCase(
                MissedCase.ID(open), CaseClosing(reason: .other, note: "Ольга, 0671234509"),
                by: author, at: now)
        }
    }

    private func inquire() throws -> Inquiry.ID {
        let outcome = try company.store.inquire(PhoneNumber("067 123-45-09"), by: author, at: now)
        guard case .saved(let id) = outcome else {
            throw StoreError.unavailable(what: "\(outcome)")
        }
        while try company.store.continueInquiries() {}
        return id
    }

    private func erase(_ mode: Erasure.Mode) throws -> Erasure {
        let id = try inquire()
        let begun = try company.store.erase(
            id, mode, confirmedBy: "4509", chance: 7, by: author, at: now)
        guard case .saved = begun else { throw StoreError.unavailable(what: "\(begun)") }
        while try company.store.maintain(at: now) {}
        return try #require(try company.store.inquiry(id)?.erasure)
    }

    /// The values that statistics count.
    private func totals() throws -> [String] {
        try company.store.read { db in
            try [
                """
                SELECT started_at / 86400000, direction, outcome, employee_id, lead_created, count(*),
                    sum(talk_seconds), sum(wait_seconds), count(DISTINCT phone) FROM call
                GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
                """,
                "SELECT state, count(*), sum(missed_calls), sum(attempts) FROM missed_case GROUP BY 1",
                "SELECT count(*), count(DISTINCT phone) FROM call",
                "SELECT count(*) FROM webhook_message", "SELECT count(*) FROM decision",
            ].map { try Row.fetchAll(db, sql: $0).map { "\($0)" }.joined(separator: "\n") }
        }
    }

    /// All rows of other people, as text.
    private func others() throws -> String {
        try company.store.read { db in
            let untrustedSources = "(SELECT id FROM call WHERE phone LIKE '+38063%')"
            return try [
                "SELECT * FROM call WHERE id IN \(untrustedSources) ORDER BY id",
                "SELECT * FROM leg WHERE call_id IN \(untrustedSources) ORDER BY uuid",
                "SELECT * FROM decision WHERE call_id IN \(untrustedSources) ORDER BY id",
                "SELECT * FROM notice WHERE call_id IN \(untrustedSources) ORDER BY id",
                "SELECT * FROM webhook_message WHERE call_id IN \(untrustedSources) ORDER BY id",
                "SELECT * FROM lead_phone WHERE e164 LIKE '+38063%' ORDER BY 1, 2",
                "SELECT * FROM client WHERE id = 8101",
            ].map { try Row.fetchAll(db, sql: $0).map { "\($0)" }.joined(separator: "\n") }
                .joined(separator: "\n--\n")
        }
    }

    /// The number of occurrences of a text in the bytes of the database file and its WAL.
    private func bytes(_ text: String) -> Int {
        ["", "-wal"].reduce(0) { sum, end in
            let file = URL(fileURLWithPath: company.path + end)
            guard let data = FileManager.default.contents(atPath: file.path) else { return sum }
            var (count, start) = (0, data.startIndex)
            while let range = data.range(of: Data(text.utf8), in: start..<data.endIndex) {
                count += 1
                start = range.upperBound
            }
            return sum + count
        }
    }

    @Test(
        "Erased or replaced, it stands nowhere in the file, no total is another, and nobody else changes",
        arguments: Erasure.Mode.allCases)
    func nowhere(mode: Erasure.Mode) throws {
        try live()
        #expect(bytes("671234509") > 100 && bytes("Ольга Кравець") > 0)
        let (totals, others) = (try totals(), try others())
        let erasure = try erase(mode)
        #expect(erasure.check == FileCheck(at: now, remaining: 0, alike: 0))
        let texts = [
            "671234509", "067 123", "067%20", "+38067", "123-45-09", "123 45 09", "1234509",
            "Ольга Кравець",
        ]
        for text in texts { #expect(bytes(text) == 0, "\(text)") }
        #expect(try self.totals() == totals)
        #expect(try self.others() == others)
        let note: String? = try company.value("SELECT note FROM call WHERE uuid = 'f00d'")
        #expect(note?.hasPrefix("дружина: ") == true && note?.hasSuffix(", передзвонити") == true)
        #expect(try company.count("SELECT count(*) FROM call WHERE note IS NOT NULL") == 1)
        #expect(
            try company.count(
                "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'") == 0)
        #expect(try company.count("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }

    @Test("While somebody reads for long, the cleaning of the file holds up no message for long")
    func besideAReader() throws {
        try live()
        let reader = try DatabaseQueue(path: company.path)
        try reader.inDatabase { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM call")
            _ = try erase(.erase)
            try db.execute(sql: "ROLLBACK")
        }
        #expect(company.store.writerLoad.longestMilliseconds < 200)
        #expect(try erase(.erase).check == FileCheck(at: now, remaining: 0, alike: 0))
    }

    @Test("Who has no other number goes, who has one only loses this one")
    func holders() throws {
        try live()
        let asked = try #require(try company.store.inquiry(try inquire()))
        #expect(asked.holders.contains { $0.name.hasPrefix("Дочка") && $0.otherNumbers == 1 })
        _ = try erase(.erase)
        #expect(try company.count("SELECT count(*) FROM client WHERE id = 9001") == 0)
        #expect(try company.value("SELECT name FROM client WHERE id = 9002") == "Дочка –")
        #expect(try company.count("SELECT count(*) FROM client_phone WHERE client_id = 9002") == 1)
        #expect(
            try company.count(
                "SELECT count(*) FROM call WHERE phone LIKE '+999%' AND client_id IS NOT NULL") == 0
        )
    }

    @Test("With a pseudonym the calls of a number stay together, and stay the client’s")
    func pseudonym() throws {
        try live()
        let calls = try company.count("SELECT count(*) FROM call WHERE phone = '\(number)'")
        let erasure = try erase(.pseudonymise)
        #expect(
            try company.count(
                "SELECT count(*) FROM call WHERE phone = '\(erasure.token)' AND client_id = 9001")
                == calls)
        #expect(try company.value("SELECT name FROM client WHERE id = 9001") == erasure.token)
    }

    @Test("Only who types the last four digits means it, and only once")
    func confirmation() throws {
        try live()
        let id = try inquire()
        func erase(_ digits: String) throws -> SaveOutcome<Erasure.ID> {
            try company.store.erase(
                id, .erase, confirmedBy: digits, chance: 1, by: author, at: now)
        }
        guard case .invalid(let problems) = try erase("4508") else {
            Issue.record("other digits were taken")
            return
        }
        #expect(problems.map(\.field) == ["digits"])
        guard case .saved = try erase("4509"), case .conflict = try erase("4509") else {
            Issue.record("not once")
            return
        }
        #expect(
            try company.count(
                "SELECT count(*) FROM audit_entry WHERE action = 'number_erased'") == 1)
    }

    @Test("Phonet tells of an erased call again, and nothing of it comes back")
    func lateRecord() throws {
        var call = Conversation()
        call.number = "0671234509"
        try company.hear(call.dial)
        try company.hear(call.hangup(answered: false))
        _ = try erase(.erase)
        try company.hear(call.record(answered: true), at: now)
        call.parent = call.uuid
        call.uuid = "a".leftPadded(to: 32)
        try company.hear(call.dial, at: now)
        #expect(bytes("671234509") == 0)
        #expect(try company.value("SELECT outcome FROM call") == "answered")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        call.parent = nil
        call.uuid = "b".leftPadded(to: 32)
        try company.hear(call.dial, at: now)
        #expect(try company.count("SELECT count(*) FROM call WHERE phone = '\(number)'") == 1)
    }

    @Test("An open case of a number that is gone waits for nobody")
    func openCase() throws {
        var call = Conversation()
        call.number = number
        try company.hear(call.dial)
        try company.hear(call.record(answered: false))
        #expect(try company.store.openMissedCases(for: Company.olena) == 1)
        _ = try erase(.erase)
        #expect(try company.store.openMissedCases(for: Company.olena) == 0)
        #expect(try company.count("SELECT count(*) FROM missed_case WHERE state = 'open'") == 1)
    }

    @Test("The file holds every row that was counted, and the number is asked for once")
    func export() throws {
        try live()
        let id = try inquire()
        let inquiry = try #require(try company.store.inquiry(id))
        let export = try #require(try company.store.export(id, by: author, at: now))
        var bytes: [UInt8] = []
        try export.write { bytes += $0 }
        let file = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let tables = try #require(file?["tables"] as? [String: [[String: Any]]])
        for count in inquiry.counts {
            #expect(tables[count.table]?.count == count.rows, "\(count.table)")
        }
        #expect(file?["number"] as? String == number)
        #expect(inquiry.counts.first { $0.table == "webhook_message" }?.rows ?? 0 > 60)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("https://phonet"))
    }

    @Test("An older copy of the books forgets again what was erased since")
    func restored() throws {
        try live()
        let backup = try DatabaseQueue(path: company.path + ".backup")
        try company.store.reader.backup(to: backup)
        try backup.close()
        _ = try erase(.erase)
        let log = try #require(ErasureLog(try company.store.erasureLog().text))
        #expect(!log.text.contains("1234509"))
        let restored = try Store(path: company.path + ".backup")
        defer { restored.close() }
        #expect(try restored.eraseAgain(log, chance: { 1 }, by: .command, at: now).phones == 1)
        while try restored.maintain(at: now) {}
        let counts = try restored.read { db in
            try ["= '\(number)'", "LIKE '+9990%'"].map {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM call WHERE phone \($0)")
            }
        }
        #expect(counts == [0, 23])
    }

    @Test("A list erases nobody who only has the id of somebody erased")
    func innocent() throws {
        try company.execute(
            """
            INSERT INTO lead (id, name, status_id, origin, created_at, updated_at)
            VALUES (136, 'Богдан', 1, 'telephony', 5, 5);
            INSERT INTO lead_phone VALUES ('+380500009012', 136, 0);
            """)
        func again(_ row: String) throws -> ErasedAgain? {
            let text = #"[{"manner":"erase","calls":["er11"],"clients":[],"leads":[\#(row)]}]"#
            return try ErasureLog(text).map {
                try company.store.eraseAgain($0, chance: { 1 }, by: .command, at: now)
            }
        }
        // As version 0.6.0 wrote it.
        #expect(try again("136") == ErasedAgain(phones: 0, unsure: ["lead/136"]))
        #expect(try again(#"{"id":136,"created_at":4}"#) == ErasedAgain())
        #expect(try again(#"{"id":136,"created_at":5}"#) == ErasedAgain(phones: 1))
        #expect(try again(#""136""#) == nil)
        #expect(try again(#"{"id":9000,"created_at":4}"#) == ErasedAgain())
        #expect(try company.value("SELECT seq FROM sqlite_sequence WHERE name = 'lead'") == 9000)
    }

    @Test("No table with a text or a body in it was forgotten")
    func everyTable() throws {
        let listed = Set(PersonalData.tables.map(\.table)).union(PersonalData.belongings)
            .union(PersonalData.impersonal)
        let tables = try company.store.read {
            try String.fetchSet(
                $0,
                sql:
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        }
        #expect(
            tables.subtracting(listed).isEmpty,
            "neither personal nor not: \(tables.subtracting(listed))")
        for table in PersonalData.tables {
            let columns = try company.store.read { db in
                try db.columns(in: table.table).map(\.name)
            }
            #expect(Set(table.searched).isSubset(of: columns) && columns.contains(table.key))
        }
    }

    private func begin(_ inquiry: Inquiry.ID) throws -> SaveOutcome<Erasure.ID> {
        try company.store.erase(
            inquiry, .erase, confirmedBy: "4509", chance: 7, by: author, at: now)
    }

    @Test("A number that is being erased is not erased once more, and the next number is")
    func twice() throws {
        try live()
        let (first, second) = (try inquire(), try inquire())
        #expect(try begin(first).saved != nil)
        guard case .conflict = try begin(second) else {
            Issue.record("it was erased twice")
            return
        }
        while try company.store.maintain(at: now) {}
        #expect(try company.store.inquiry(first)?.erasure?.endedAt != nil)
        #expect(try company.store.inquiry(second)?.erasure == nil)
        guard case .conflict = try begin(second) else {
            Issue.record("it was erased again")
            return
        }
    }

    @Test(
        "An erasure that an older version began of a number that was gone ends, and the next begins"
    )
    func stuck() throws {
        try live()
        _ = try erase(.erase)
        try company.execute("UPDATE erasure SET ended_at = NULL")
        let other = try #require(
            try company.store.inquire(PhoneNumber("+380631112233"), by: author, at: now).saved)
        _ = try company.store.erase(
            other, .erase, confirmedBy: "2233", chance: 8, by: author, at: now)
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM erasure WHERE ended_at IS NULL") == 0)
        #expect(
            try company.count("SELECT count(*) FROM call WHERE phone = '+380631112233'") == 0)
    }

    @Test(
        "What came to hold the number after it was looked for is erased too, and no Undo brings it back"
    )
    func mergedMeanwhile() throws {
        try live()
        let inquiry = try inquire()
        let merge = try #require(
            try company.merge(Client.ID(9001), into: Client.ID(8101), by: author, at: now))
        #expect(try begin(inquiry).saved != nil)
        while try company.store.maintain(at: now) {}
        #expect(try company.count("SELECT count(*) FROM merge WHERE gone LIKE '%671234509%'") == 0)
        guard case .missing = try company.store.undoMerge(merge.id, by: author, at: now) else {
            Issue.record("the number came back")
            return
        }
        #expect(try company.store.inquiry(inquiry)?.erasure?.check?.remaining == 0)
    }
}

extension String {
    fileprivate func leftPadded(to length: Int) -> String {
        String(repeating: "0", count: max(0, length - count)) + self
    }
}
