import CallRules
import Phonet
import Testing

@Suite("The calls that live at Phonet")
struct ActiveCallTests {
    private func calls(_ text: String) throws -> Result<[ActiveCall], PhonetError> {
        try Script(.session("a"), .body(text)).account().activeCalls()
    }

    @Test(
        "The documented answers are read, whether their times are in milliseconds or in seconds",
        arguments: [("active_calls", Int64(1)), ("active_calls_epoch_seconds", 1000)])
    func documented(name: String, unit: Int64) throws {
        let calls = try calls(String(decoding: try fixture(name), as: UTF8.self)).get()
        #expect(
            calls.map(\.leg.uuid) == [
                "c5d8e6a1407b4d1e9f3a72b6058c4de2", "3f9c1be07d5e4a6c8b21d04fa7c3e915",
                "7a1d3c9e5b2f48d6a0c4e8f71b6d2930",
            ])
        #expect(calls.map(\.isBridged) == [false, true, true])
        #expect(calls.map(\.leg.direction) == [.outgoing, .incoming, .internal])
        #expect(calls.map(\.leg.party?.extension) == ["101", "101", "101"])
        #expect(calls.map(\.leg.number) == ["+380500000022", "+380500000011", nil])
        let dialAt: [Int64] = [1_767_607_510_511, 1_767_601_800_123, 1_767_612_000_002]
        #expect(calls.map(\.leg.dialAt) == dialAt.map { at($0 / unit * unit) })
        let bridgeAt: [Int64?] = [nil, 1_767_601_809_456, 1_767_612_007_102]
        #expect(calls.map(\.leg.bridgeAt) == bridgeAt.map { $0.map { at($0 / unit * unit) } })
    }

    @Test("Times that Phonet does not tell stay unknown, and who has answered is seen all the same")
    func untold() throws {
        let calls = try calls(
            """
            [ {"uuid":"D1","lastEvent":"call.dial"}, {"uuid":"b1","lastEvent":"call.bridge"},
              {"uuid":"b2","bridgeAt":1767600000}, {"uuid":"n1","bridgeAt":0,"lastEvent":"?"} ]
            """
        ).get()
        #expect(calls.map(\.leg.uuid) == ["d1", "b1", "b2", "n1"])
        #expect(calls.map(\.isBridged) == [false, true, true, false])
        #expect(calls.map(\.leg.dialAt) == [nil, nil, nil, nil])
        #expect(calls.map(\.leg.bridgeAt) == [nil, nil, at(1_767_600_000_000), nil])
    }

    @Test("What is no living call is left out, and each call comes once")
    func odd() throws {
        let calls = try calls(
            """
            {"data":[ {"uuid":"a-1"}, {"uuid":"A1"}, {"uuid":"p","lgDirection":32}, {}, null, 5,
              {"uuid":"h","lastEvent":"call.hangup"}, {"uuid":"","lastEvent":"call.dial"} ]}
            """
        ).get()
        #expect(calls.map(\.leg.uuid) == ["a1"])
        #expect(try self.calls("[]") == .success([]))
    }

    @Test(
        "An answer that is no list is named so",
        arguments: [
            ("", PhonetError.notJSON), ("[", .notJSON), ("{}", .unexpectedAnswer),
            ("7", .unexpectedAnswer),
        ])
    func garbage(text: String, expected: PhonetError) throws {
        #expect(try calls(text) == .failure(expected))
    }
}
