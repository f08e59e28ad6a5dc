import CallRules
import HTTPTypes
import Phonet
import Testing

@Suite("The history of a Phonet account")
struct HistoryTests {
    private func page(_ text: String) throws -> Result<HistoryPage, PhonetError> {
        try Script(.session("a"), .body(text)).account()
            .history(from: at(1), to: at(2), offset: 0, limit: 50)
    }

    private func documented() throws -> String {
        String(decoding: try fixture("company_calls_page"), as: UTF8.self)
    }

    @Test("A page is asked for in the address, in milliseconds and entries")
    func question() throws {
        let script = Script(.session("a"), .body("[]"), .body("[]"), .body("[]"))
        let account = try script.account()
        let (from, to) = (at(1_767_600_000_000), at(1_767_686_400_123))
        for (offset, limit) in [(0, 50), (40, 7), (-3, 900)] {
            _ = account.history(from: from, to: to, offset: offset, limit: limit)
        }
        _ = account.history(from: from, to: to, offset: 0, limit: 0)
        let times = "timeFrom=1767600000000&timeTo=1767686400123"
        #expect(
            script.story.dropFirst()
                == [
                    "GET /rest/calls/company.api?\(times)&limit=50&offset=0",
                    "GET /rest/calls/company.api?\(times)&limit=7&offset=40",
                    "GET /rest/calls/company.api?\(times)&limit=50&offset=0",
                    "GET /rest/calls/company.api?\(times)&limit=1&offset=0",
                ])
        #expect(script.requests.allSatisfy { $0.head.method == .post || $0.body.isEmpty })
    }

    @Test("The documented page is read as the same records that the webhook would bring")
    func documentedPage() throws {
        let text = try documented()
        let page = try page(text).get()
        #expect(page.count == 8)
        #expect(page.messages == decode(text).messages)
        #expect(
            page.messages.compactMap { message in
                if case .record(let leg) = message { leg.record?.endAt } else { nil }
            }.count == 8)
        guard case .record(let transferred)? = page.messages.first else {
            Issue.record("no record")
            return
        }
        #expect(transferred.uuid == "e4b6290fd7c14a58936fb1d0a58c7e43")
        #expect(transferred.record?.transferExtensions == ["101", "103"])
        #expect(
            transferred.record?.recordingURL
                == "https://vitryla-demo.phonet.com.ua/rest/public/calls/e4b6290fd7c14a58936fb1d0a58c7e43/audio"
        )
    }

    @Test("The page may be wrapped", arguments: ["calls", "items", "content", "data", "list"])
    func wrapped(name: String) throws {
        let text = try documented()
        #expect(try page("{\"total\":8,\"\(name)\":\(text)}") == page(text))
    }

    @Test("Pauses and oddities count as entries, so that offsets stay right, but are no records")
    func odd() throws {
        let page = try page(
            """
            [ {"uuid":"A1-B2","endAt":1767600000,"lgDirection":4,"billSecs":"7"},
              {"uuid":"p","endAt":1767600000,"lgDirection":32}, {"endAt":1}, {"uuid":"x"},
              {"uuid":"c","event":"call.dial"}, null, 5, "x", [], {"uuid":{},"endAt":1},
              {"uuid":"y","endAt":1767600000,"lgDirection":8} ]
            """
        ).get()
        #expect(page.count == 11)
        var leg = Leg(uuid: "a1b2")
        leg.direction = .incoming
        var record = CDR()
        record.endAt = at(1_767_600_000_000)
        record.billSeconds = 7
        leg.record = record
        #expect(page.messages == [.record(leg)])
    }

    @Test(
        "An answer that is no history is named so",
        arguments: [
            ("", PhonetError.notJSON), ("<html>Вхід</html>", .notJSON), ("[{\"uuid\":", .notJSON),
            ("{}", .unexpectedAnswer), ("null", .unexpectedAnswer), ("\"x\"", .unexpectedAnswer),
            ("{\"calls\":7}", .unexpectedAnswer),
        ])
    func garbage(text: String, expected: PhonetError) throws {
        #expect(try page(text) == .failure(expected))
    }
}
